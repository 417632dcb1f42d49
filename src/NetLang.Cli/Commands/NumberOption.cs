using System.CommandLine;
using System.Globalization;

namespace NetLang.Cli.Commands;

/// <summary>An option that takes a number with a decimal point, whatever the language of the system is.</summary>
internal sealed class NumberOption : Option<double>
{
    /// <param name="usual">What it is where it is left out.</param>
    public NumberOption(string name, double usual, string description)
        : base(name)
    {
        Description = description;
        DefaultValueFactory = _ => usual;
        CustomParser = result =>
        {
            if (double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                return number;
            result.AddError($"{name} must be a number.");
            return usual;
        };
    }
}

using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace NetLang.Cli.Commands;

/// <summary>An option that takes a whole number, and says which ones where it gets something else.</summary>
internal sealed class WholeNumberOption<T> : Option<T?>
    where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
{
    public WholeNumberOption(string name, T least, string description)
        : base(name)
    {
        Description = description;
        CustomParser = result =>
        {
            if (T.TryParse(result.Tokens[0].Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
                && number >= least)
                return number;
            result.AddError(string.Create(
                CultureInfo.InvariantCulture, $"{name} must be a whole number from {least} to {T.MaxValue}."));
            return null;
        };
    }
}

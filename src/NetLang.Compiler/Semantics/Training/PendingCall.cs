using NetLang.Compiler.Semantics.Values;

namespace NetLang.Compiler.Semantics.Training;

/// <summary>What the first argument that a function is given will go to.</summary>
internal static class PendingCall
{
    /// <summary>The function, with the arguments that it has.</summary>
    public static PartialValue Of(Value function)
    {
        while (true) // a composition may be longer than the stack
        {
            switch (function)
            {
                case PartialValue partial:
                    return partial;
                case PrimaryFunction primary:
                    return new PartialValue(primary, [], null);
                case PlacedValue placed:
                    function = placed.Function.Value;
                    break;
                case ComposedValue composed:
                    function = composed.First.Value;
                    break;
                default:
                    throw new InvalidOperationException($"not a function: {function.GetType().Name}");
            }
        }
    }

    /// <summary>How many arguments the function takes, in words.</summary>
    public static string Takes(Value function) => Of(function).Missing switch
    {
        1 => "takes 1 argument",
        var count => $"takes {count} arguments",
    };
}

using NetLang.Compiler.Semantics.Values;

namespace NetLang.Compiler.Semantics.Training;

/// <summary>What the first argument that a function is given will go to.</summary>
internal static class PendingCall
{
    /// <summary>The function, with the arguments that it has.</summary>
    public static PartialValue Of(Value function) => function switch
    {
        PartialValue partial => partial,
        PrimaryFunction primary => new PartialValue(primary, [], null),
        NamedValue named => Of(named.Function.Value),
        SharedValue shared => Of(shared.Function.Value),
        ComposedValue composed => Of(composed.First.Value),
        _ => throw new InvalidOperationException($"not a function: {function.GetType().Name}"),
    };

    /// <summary>How many arguments the function takes, in words.</summary>
    public static string Takes(Value function) => Of(function).Missing switch
    {
        1 => "takes 1 argument",
        var count => $"takes {count} arguments",
    };
}

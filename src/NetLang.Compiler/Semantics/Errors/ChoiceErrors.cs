using NetLang.Compiler.Diagnostics;

namespace NetLang.Compiler.Semantics.Errors;

/// <summary>NL4016 and NL4017: mistakes in what <c>freeze</c> and <c>decay</c> of a <c>train</c> choose.</summary>
public static class ChoiceErrors
{
    public static readonly DiagnosticDescriptor NoWeightDecay = new(
        "NL4016", Severity.Error, "decay without weight decay", """
        `decay` says which params the optimizer's weight decay is for: for the others its option `weightDecay` is 0.0.
        So the optimizer must have such an option, and must be given one if its default is 0.0.
        """)
    {
        Example = new(
            """
            model Digits (x: f32[N, 64]) : f32[N, 10] = dense 10 x

            train Digits =
                { loss      = crossEntropy
                  optimizer = adam
                  decay     = except ["bias"] }
            """,
            """
            model Digits (x: f32[N, 64]) : f32[N, 10] = dense 10 x

            train Digits =
                { loss      = crossEntropy
                  optimizer = adam { weightDecay = 0.01 }
                  decay     = except ["bias"] }
            """),
    };

    public static readonly DiagnosticDescriptor PatternFitsNothing = new(
        "NL4017", Severity.Error, "a pattern that fits no weight", """
        The patterns of `freeze` and `decay` are compared with the paths of weights, and each must fit one. A pattern of
        `freeze` is the path of a layer or of a weight, from the model on; a pattern of `decay` may fit anywhere in a
        path. In both, `*` stands for any text.
        """)
    {
        Example = new(
            """
            model Digits (x: f32[N, 64]) : f32[N, 10] =
                x |> named "body" (dense 32 >> relu) |> dense 10

            train Digits =
                { loss   = crossEntropy
                  freeze = ["bdoy"] }
            """,
            """
            model Digits (x: f32[N, 64]) : f32[N, 10] =
                x |> named "body" (dense 32 >> relu) |> dense 10

            train Digits =
                { loss   = crossEntropy
                  freeze = ["body"] }
            """),
    };
}

using System.Text;
using NetLang.Compiler.Semantics.Builtins;
using NetLang.Runtime;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Codegen;

/// <summary>No function or operator gets as far as code generation with an element type that it cannot have.</summary>
public sealed class ElementTypeTests
{
    // Of compile time, of functions and of data.
    private static readonly string[] NotOfTensors =
    [
        "shape", "rank", "typeOf", "float", "int", "require", "isInt", "named", "suffixed", "share", "freeze", "initialize", "only", "except", "scan",
        "repeat", "map", "fold", "zip", "range", "length", "append", "csv", "idx", "npy", "rows", "split", "scale", "normalize", "oneHot", "on",
        "cifar10", "imageFolder", "randomCrop", "randomHorizontalFlip", "randomVerticalFlip", "randomRotation", "randomTranslation",
        "randomBrightness", "randomContrast", "cutout", "mixup", "characters", "words", "bytePairs", "gpt2", "text", "labelledText", "textPairs", "series",
    ];

    public static TheoryData<ElementType> Types => [.. TypedExpressions.Types];

    [Fact]
    public void Every_function_of_tensors_has_an_expression() =>
        Assert.Empty(BuiltinRegistry.All.Select(b => b.Name).Except(NotOfTensors).Except(TypedExpressions.All.Keys));

    [Fact]
    public void What_is_refused_is_refused_where_it_is_called()
    {
        var table = new StringBuilder().AppendLine($"{"",-40}{string.Concat(TypedExpressions.Types.Select(t => $"{t.Name(),-8}"))}".TrimEnd());
        foreach (var expression in TypedExpressions.All.OrderBy(e => e.Key, StringComparer.Ordinal).SelectMany(e => e.Value))
        {
            var codes = TypedExpressions.Types.Select(t => TypedExpressions.Error(expression, t) ?? "yes");
            table.AppendLine($"{expression,-40}{string.Concat(codes.Select(c => $"{c,-8}"))}".TrimEnd());
        }

        Snapshot.Match(table.ToString(), "element-types");
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void What_is_accepted_compiles(ElementType element)
    {
        var emitted = TypedExpressions.Accepted(element).EmitAssembly(CompiledModel.References);
        Assert.Empty(emitted.Diagnostics);
    }
}

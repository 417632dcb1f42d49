using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Runtime;

namespace NetLang.Compiler.Codegen;

/// <summary>The runtime's descriptions of tensors and buffers, as C# that makes them.</summary>
public static class SpecCode
{
    public static CsCode Of(string name, TensorType type, IReadOnlyList<string> symbols, long indexBound = 0)
    {
        var bound = indexBound == 0 ? CsCode.Empty : CsCode.Of($", {CsLiteral.Of(indexBound)}");
        return CsCode.Of(
            $"new({CsLiteral.Of(name)}, {Of(type.Element)}, [{List(type.Shape.Select(d => Of(d, symbols)))}]{bound})");
    }

    public static CsCode Of(Variable variable) => CsCode.Of(
        $"new({CsLiteral.Of(variable.Path)}, VariableKind.{CsName.Of(variable.Kind.ToString())}, {Of(variable.Type.Element)}, [{List(variable.Type.Shape.Select(d => CsCode.Of($"{d.ConstantValue}")))}])");

    public static CsCode Of(KernelBuffer buffer) => CsCode.Of(
        $"new({CsLiteral.Of(buffer.Name)}, BufferRole.{CsName.Of(buffer.Role.ToString())}, {buffer.Index})");

    public static CsCode Of(Requirement requirement, IReadOnlyList<string> symbols)
    {
        var value = Value(requirement.Value, symbols);
        var holds = requirement.Relation switch
        {
            Relation.Zero => CsCode.Of($"{value} == 0"),
            Relation.NotZero => CsCode.Of($"{value} != 0"),
            _ => CsCode.Of($"{value} >= 0"),
        };
        return CsCode.Of($"new({CsLiteral.Of(requirement.Message)}, symbols => {holds})");
    }

    public static CsCode Of(ElementType type) => CsCode.Of($"ElementType.{CsName.Of(type.ToString())}");

    public static CsCode List(IEnumerable<CsCode> items) => CsCode.Join(", ", items);

    /// <summary><c>Name = [ … ],</c>, an item a line.</summary>
    public static void Property(CsWriter writer, string name, IReadOnlyList<CsCode> items)
    {
        if (items.Count == 0)
        {
            writer.Line($"{CsName.Of(name)} = [],");
            return;
        }

        writer.Line($"{CsName.Of(name)} =");
        writer.Line($"[");
        using (writer.Indent())
        {
            foreach (var item in items)
                writer.Line($"{item},");
        }

        writer.Line($"],");
    }

    private static CsCode Of(Dim dim, IReadOnlyList<string> symbols)
    {
        if (dim.IsConstant)
            return CsCode.Of($"DimensionSpec.Constant({dim.ConstantValue})");
        if (dim.AsSymbol is { } symbol)
            return CsCode.Of($"DimensionSpec.Named({CsLiteral.Of(symbol)}, {symbols.ToList().IndexOf(symbol)})");
        var text = CsLiteral.Of(dim.ToString());
        var used = dim.Symbols.Select(s => symbols.ToList().IndexOf(s)).ToList();
        if (used is [var only] && dim.LinearIn(symbols[only]) is var (slope, offset))
            return CsCode.Of($"DimensionSpec.Linear({text}, {only}, {slope.ConstantValue}, {offset.ConstantValue})");
        return CsCode.Of($"new({text}, [{List(used.Select(s => CsCode.Of($"{s}")))}], symbols => {Value(dim, symbols)})");
    }

    /// <summary>The code of a dimension over an array <c>symbols</c>.</summary>
    private static CsCode Value(Dim dim, IReadOnlyList<string> symbols) =>
        DimCode.Of(dim, name => CsCode.Of($"symbols[{symbols.ToList().IndexOf(name)}]"));
}

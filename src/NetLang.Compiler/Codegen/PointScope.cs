using NetLang.Compiler.Kernels;

namespace NetLang.Compiler.Codegen;

/// <summary>What has a name in a C# block and in those around it.</summary>
internal sealed class PointScope(PointScope? outer, CsScope names)
{
    private readonly Dictionary<ScalarExpression, CsCode> values = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(int Buffer, IndexMap Map, IndexTerm? Index), CsCode> rows = [];

    public CsScope Names { get; } = names;

    public CsCode? Find(ScalarExpression expression) =>
        values.TryGetValue(expression, out var code) ? code : outer?.Find(expression);

    public CsCode Set(ScalarExpression expression, CsCode code) => values[expression] = code;

    /// <summary>The address of a row of a buffer.</summary>
    public CsCode? FindRow(int buffer, IndexMap map, IndexTerm? index) =>
        rows.TryGetValue((buffer, map, index), out var code) ? code : outer?.FindRow(buffer, map, index);

    public CsCode SetRow(int buffer, IndexMap map, IndexTerm? index, CsCode code) => rows[(buffer, map, index)] = code;
}

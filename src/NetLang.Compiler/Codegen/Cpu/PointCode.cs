using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;

namespace NetLang.Compiler.Codegen.Cpu;

/// <summary>
/// Writes the computation of a kernel at a point (or a vector of points) of its domain. Loops are opened by the template,
/// which says in each scope what has become known there: a coordinate, the result of a reduction. An expression is
/// computed in the outermost scope in which all is known that it depends on.
/// </summary>
internal sealed class PointCode(KernelContext kernel, LoopDomain domain, CsWriter writer)
{
    private const int InlineLength = 40;
    private const int RootBit = 63;
    private const int ReductionBits = 32;

    private readonly VectorAccess access = new(kernel);
    private readonly Dictionary<ScalarExpression, ulong> needs = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<int, CsCode> coordinates = [];
    private readonly Dictionary<int, CsCode> reductions = [];
    private PointScope scope = new(null, kernel.Names);
    private (int Axis, CsCode Start)? vector;
    private CsCode? partial;
    private CsCode? rootRow;

    public KernelContext Kernel => kernel;

    public LoopDomain Domain => domain;

    public CsWriter Writer => writer;

    /// <summary>How many lanes are in use; null for all.</summary>
    public CsCode? Partial => partial;

    /// <summary>What becomes known from here on is forgotten when the result is disposed.</summary>
    /// <param name="isBlock">Whether braces stand around it, so that names can be used again.</param>
    public IDisposable Scope(bool isBlock = true)
    {
        var saved = (scope, vector, partial, rootRow, Known: coordinates.Keys.ToHashSet(), Reduced: reductions.Keys.ToHashSet());
        scope = new PointScope(scope, isBlock ? new CsScope(scope.Names) : scope.Names);
        return new Restore(() =>
        {
            (scope, vector, partial, rootRow, _, _) = saved;
            foreach (var axis in coordinates.Keys.Except(saved.Known).ToList())
                coordinates.Remove(axis);
            foreach (var reduction in reductions.Keys.Except(saved.Reduced).ToList())
                reductions.Remove(reduction);
        });
    }

    public CsName Local(string wish) => scope.Names.Unique(wish);

    public void Bind(int axis, CsCode coordinate) => coordinates[axis] = coordinate;

    /// <summary>The axis is walked in vectors from here on; addresses without it can be computed once.</summary>
    public void BindVector(int axis, CsCode start, CsCode? count)
    {
        vector = (axis, start);
        partial = count;
    }

    public void BindReduction(int reduction, CsCode value) => reductions[reduction] = value;

    /// <summary>The row of the structured root's result: the address of its element 0.</summary>
    public void BindRootRow(CsCode address) => rootRow = address;

    /// <summary>Computes whatever can be known in this scope, so that inner loops need not.</summary>
    public void Prepare(IEnumerable<ScalarExpression> roots)
    {
        var seen = new HashSet<ScalarExpression>(ReferenceEqualityComparer.Instance);
        foreach (var root in roots)
            Prepare(root, seen);
    }

    /// <summary>The value of an expression for which all is known.</summary>
    public CsCode Value(ScalarExpression expression) => scope.Find(expression) ?? Declare(expression);

    /// <summary>The value as an identifier.</summary>
    public CsCode Named(ScalarExpression expression, string wish)
    {
        var value = Value(expression);
        if (value.IsAtom)
            return value;
        var name = Local(wish);
        writer.Line($"var {name} = {value};");
        scope.Set(expression, name);
        return name;
    }

    public void Store(KernelOutput output)
    {
        var value = Named(output.Value, "result");
        var map = domain.Collapse(output.Map);
        var (address, stride) = Address(output.Buffer, map);
        // One row, or a domain of one point, is one lane.
        var count = stride is null ? CsCode.Of($"1") : partial;
        writer.Line(access.Store(output.Buffer, address, stride ?? CsCode.Of($"1"), count, value));
    }

    private void Prepare(ScalarExpression expression, HashSet<ScalarExpression> seen)
    {
        if (!seen.Add(expression) || scope.Find(expression) is not null)
            return;
        if (IsKnown(Needs(expression)))
        {
            if (expression is not ConstantExpression)
                Declare(expression);
            return;
        }

        if (expression is LoadExpression load)
            PrepareAddress(load.Buffer, domain.Collapse(load.Map));
        foreach (var operand in KernelExpressions.OperandsOf(expression))
            Prepare(operand, seen);
    }

    /// <summary>The address of a row where its coordinates are known, before the vector's place in it is.</summary>
    public void PrepareAddress(int buffer, IndexMap map)
    {
        var axis = VectorAxis;
        if (map.Strides.Index().All(s => s.Item.IsZero || s.Index == axis || coordinates.ContainsKey(s.Index)))
            Row(buffer, map);
    }

    /// <summary>The axis that the template will walk in vectors, known before it is bound.</summary>
    public int VectorAxis { get; set; } = -1;

    private CsCode Declare(ScalarExpression expression)
    {
        var code = Compute(expression);
        if (expression is ConstantExpression or ReducedExpression || code.IsAtom)
            return scope.Set(expression, code);
        var name = Local(NameOf(expression));
        writer.Line($"var {name} = {code};");
        return scope.Set(expression, name);
    }

    private string NameOf(ScalarExpression expression) => expression switch
    {
        LoadExpression load => kernel.BufferOf(load.Buffer).Name + "_v",
        TableExpression => "constant",
        ApplyExpression apply => apply.Op.Name,
        RandomExpression => "random",
        IndexExpression => "index",
        HostScalarExpression => "scalar",
        RootExpression => "root",
        _ => "value",
    };

    private CsCode Compute(ScalarExpression expression) => expression switch
    {
        LoadExpression load => Load(load.Buffer, load.Map),
        TableExpression table => Load(kernel.NumberOf(table), table.Map),
        ApplyExpression apply => OperationCode.Of(kernel.Lanes, apply, [.. apply.Arguments.Select((a, i) => Operand(a, OperationCode.Repeats(apply, i)))]),
        ConstantExpression constant => LeafCode.Constant(kernel.Lanes, constant),
        HostScalarExpression host => LeafCode.HostScalar(kernel.Lanes, host),
        IndexExpression index => LeafCode.Index(kernel.Lanes, index.Type, Place(index.Map)),
        RandomExpression random => LeafCode.Random(kernel.Lanes, random, Place(random.Map), partial),
        ReducedExpression reduced => reductions[reduced.Reduction],
        RootExpression root => Root(root),
        _ => throw new InvalidOperationException($"no code for {expression.GetType().Name}"),
    };

    // Inlined where the text stays readable and nothing is computed twice.
    private CsCode Operand(ScalarExpression expression, bool isRepeated)
    {
        if (scope.Find(expression) is { } known)
            return known;
        if (expression is ApplyExpression && !isRepeated && kernel.Expressions.Uses(expression) == 1)
        {
            var code = Compute(expression);
            if (code.Text.Length <= InlineLength)
                return code;
            var name = Local(NameOf(expression));
            writer.Line($"var {name} = {code};");
            return scope.Set(expression, name);
        }

        return Declare(expression);
    }

    private CsCode Load(int buffer, IndexMap map)
    {
        var (address, stride) = Address(buffer, domain.Collapse(map));
        return access.Load(buffer, address, stride, partial);
    }

    private CsCode Root(RootExpression root)
    {
        var vectorType = kernel.Lanes.Vector(root.Type);
        var address = CsCode.Of($"{rootRow!.Value} + {vector!.Value.Start}");
        return partial is { } count
            ? CsCode.Of($"{vectorType}.LoadPartial({address}, {count})")
            : CsCode.Of($"{vectorType}.Load({address})");
    }

    private (CsCode Address, CsCode? Stride) Address(int buffer, IndexMap map)
    {
        var row = Row(buffer, map);
        if (vector is not { } v || map.Strides[v.Axis].IsZero)
            return (row, null);
        var stride = map.Strides[v.Axis];
        var place = kernel.Affine(Dim.Zero, [(stride, v.Start)]);
        return (place.Text == "0" ? row : CsCode.Of($"{row} + {place}"), kernel.Dim(stride));
    }

    private CsCode Row(int buffer, IndexMap map)
    {
        if (scope.FindRow(buffer, map) is { } known)
            return known;
        var axis = vector?.Axis ?? VectorAxis;
        var offset = kernel.Affine(
            map.Offset, map.Strides.Index().Where(s => s.Index != axis && !s.Item.IsZero).Select(s => (s.Item, coordinates[s.Index])));
        if (offset.Text == "0")
            return kernel.Buffer(buffer);
        var name = Local(kernel.BufferOf(buffer).Name + "_at");
        writer.Line($"var {name} = {kernel.Buffer(buffer)} + {offset};");
        return scope.SetRow(buffer, map, name);
    }

    /// <summary>A map's value at the first lane, and its step from lane to lane (null for none).</summary>
    private (CsCode First, CsCode? Step) Place(IndexMap original)
    {
        var map = domain.Collapse(original);
        var first = kernel.Affine(
            map.Offset,
            map.Strides.Index().Where(s => !s.Item.IsZero).Select(s => (s.Item, s.Index == vector?.Axis ? vector.Value.Start : coordinates[s.Index])));
        return vector is { } v && !map.Strides[v.Axis].IsZero ? (first, kernel.Dim(map.Strides[v.Axis])) : (first, null);
    }

    private bool IsKnown(ulong needed)
    {
        var known = rootRow is null || vector is null ? 0 : 1UL << RootBit;
        foreach (var axis in coordinates.Keys)
            known |= 1UL << axis;
        if (vector is { } v)
            known |= 1UL << v.Axis;
        foreach (var reduction in reductions.Keys)
            known |= 1UL << (ReductionBits + reduction);
        return (needed & ~known) == 0;
    }

    private ulong Needs(ScalarExpression expression)
    {
        if (needs.TryGetValue(expression, out var known))
            return known;
        var result = 0UL;
        if (KernelExpressions.MapOf(expression) is { } map)
        {
            foreach (var (axis, stride) in domain.Collapse(map).Strides.Index())
                result |= stride.IsZero ? 0 : 1UL << axis;
        }

        result |= expression switch
        {
            ReducedExpression reduced => 1UL << (ReductionBits + reduced.Reduction),
            RootExpression => 1UL << RootBit,
            _ => 0,
        };
        foreach (var operand in KernelExpressions.OperandsOf(expression))
            result |= Needs(operand);
        return needs[expression] = result;
    }

    private sealed class Restore(Action action) : IDisposable
    {
        public void Dispose() => action();
    }
}

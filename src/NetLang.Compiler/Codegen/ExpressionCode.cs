using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;

namespace NetLang.Compiler.Codegen;

/// <summary>
/// Writes the computation of a kernel at a point of its domain. Loops are opened by the template, which says in each scope
/// what has become known there: a coordinate, the result of a reduction. An expression is computed in the outermost scope
/// in which all is known that it depends on. How a value is written is the target's.
/// </summary>
internal abstract class ExpressionCode(
    KernelExpressions expressions, LoopDomain domain, Func<Dim, CsCode> dims, CsScope names, CsWriter writer)
{
    private const int InlineLength = 40;
    private const int ReductionBits = 32;

    private readonly Dictionary<ScalarExpression, ulong> needs = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<int, CsCode> coordinates = [];
    private readonly Dictionary<int, CsCode> reductions = [];
    private PointScope scope = new(null, names);

    public LoopDomain Domain => domain;

    public CsWriter Writer => writer;

    /// <summary>The bit of <see cref="Known"/> for the structured root's result.</summary>
    protected static ulong RootBit => 1UL << 63;

    /// <summary>What is known here: a bit for each axis, reduction, and the root.</summary>
    protected virtual ulong Known => coordinates.Keys.Aggregate(0UL, (known, axis) => known | AxisBit(axis))
        | reductions.Keys.Aggregate(0UL, (known, reduction) => known | ReductionBit(reduction));

    protected IReadOnlyDictionary<int, CsCode> Coordinates => coordinates;

    protected PointScope Innermost => scope;

    /// <summary>What becomes known from here on is forgotten when the result is disposed.</summary>
    /// <param name="isBlock">Whether braces stand around it, so that names can be used again.</param>
    public virtual IDisposable Scope(bool isBlock = true)
    {
        var saved = (scope, Axes: coordinates.Keys.ToHashSet(), Reductions: reductions.Keys.ToHashSet());
        scope = new PointScope(scope, isBlock ? new CsScope(scope.Names) : scope.Names);
        return new Restore(() =>
        {
            scope = saved.scope;
            foreach (var axis in coordinates.Keys.Except(saved.Axes).ToList())
                coordinates.Remove(axis);
            foreach (var reduction in reductions.Keys.Except(saved.Reductions).ToList())
                reductions.Remove(reduction);
        });
    }

    public CsName Local(string wish) => scope.Names.Unique(wish);

    /// <summary>A dimension as an operand of any operator.</summary>
    public CsCode Extent(Dim dim) => DimCode.Factor(dims(dim));

    public void Bind(int axis, CsCode coordinate) => coordinates[axis] = coordinate;

    public void BindReduction(int reduction, CsCode value) => reductions[reduction] = value;

    /// <summary>What a reduction was bound to.</summary>
    public CsCode Reduction(int reduction) => reductions[reduction];

    /// <summary>Binds axes whose points are counted by one number, the last axis fastest.</summary>
    public void BindAll(IReadOnlyList<int> axes, CsCode number)
    {
        for (var i = axes.Count - 1; i > 0; i--)
        {
            var extent = Extent(domain.Extents[axes[i]]);
            var coordinate = Local("c");
            writer.Line($"var {coordinate} = {number} % {extent};");
            Bind(axes[i], coordinate);
            var outer = Local("i");
            writer.Line($"var {outer} = {number} / {extent};");
            number = outer;
        }

        if (axes.Count > 0)
            Bind(axes[0], number);
    }

    /// <summary>Loops over axes, one in the other.</summary>
    public void Nest(IReadOnlyList<int> axes, Action body)
    {
        if (axes.Count == 0)
        {
            body();
            return;
        }

        var extent = domain.Extents[axes[0]];
        if (extent.IsOne)
        {
            using var known = Scope(isBlock: false);
            Bind(axes[0], CsCode.Of($"0"));
            Nest([.. axes.Skip(1)], body);
            return;
        }

        using var block = Scope();
        var variable = Local("r");
        using var loop = writer.Open($"for (var {variable} = 0L; {variable} < {dims(extent)}; {variable}++)");
        Bind(axes[0], variable);
        Nest([.. axes.Skip(1)], body);
    }

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
        writer.Line($"var {name} = {value.Bare};");
        scope.Set(expression, name);
        return name;
    }

    /// <summary>Whether an expression has different values along an axis.</summary>
    public bool Varies(ScalarExpression expression, int axis) => (Needs(expression) & AxisBit(axis)) != 0;

    /// <summary>Whether all is known here that an expression depends on.</summary>
    protected bool IsKnown(ScalarExpression expression) => (Needs(expression) & ~Known) == 0;

    protected static ulong AxisBit(int axis) => 1UL << axis;

    protected abstract CsCode Apply(ApplyExpression apply, IReadOnlyList<CsCode> operands);

    /// <summary>A value that has no operands, and is no reduction's.</summary>
    protected abstract CsCode Leaf(ScalarExpression leaf);

    protected abstract string BufferName(int buffer);

    /// <summary>Whether the op's text names an operand more than once, so that it must not be an expression.</summary>
    protected abstract bool Repeats(ApplyExpression apply, int operand);

    /// <summary>Computes what can be known for a leaf before all of it is, such as a load's address.</summary>
    protected virtual void PrepareLeaf(ScalarExpression leaf)
    {
    }

    private static ulong ReductionBit(int reduction) => 1UL << (ReductionBits + reduction);

    private void Prepare(ScalarExpression expression, HashSet<ScalarExpression> seen)
    {
        if (!seen.Add(expression) || scope.Find(expression) is not null)
            return;
        if (IsKnown(expression))
        {
            if (expression is not ConstantExpression)
                Declare(expression);
            return;
        }

        PrepareLeaf(expression);
        foreach (var operand in expression.Operands)
            Prepare(operand, seen);
    }

    private CsCode Declare(ScalarExpression expression)
    {
        var code = Compute(expression);
        if (expression is ConstantExpression or ReducedExpression || code.IsAtom)
            return scope.Set(expression, code);
        return Declare(expression, code);
    }

    private CsCode Declare(ScalarExpression expression, CsCode code)
    {
        var name = Local(NameOf(expression, BufferName));
        writer.Line($"var {name} = {code.Bare};");
        return scope.Set(expression, name);
    }

    /// <summary>What a value is called.</summary>
    /// <param name="buffer">The name of a buffer.</param>
    public static string NameOf(ScalarExpression expression, Func<int, string> buffer) => expression switch
    {
        LoadExpression load => buffer(load.Buffer) + "_v",
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
        ApplyExpression apply => Apply(apply, [.. apply.Arguments.Select((a, i) => Operand(a, Repeats(apply, i)))]),
        ReducedExpression reduced => reductions[reduced.Reduction],
        _ => Leaf(expression),
    };

    // Inlined where the text stays readable and nothing is computed twice.
    private CsCode Operand(ScalarExpression expression, bool isRepeated)
    {
        if (scope.Find(expression) is { } known)
            return known;
        if (expression is not ApplyExpression || isRepeated || expressions.Uses(expression) != 1)
            return Declare(expression);
        var code = Compute(expression);
        return code.Text.Length <= InlineLength ? code : Declare(expression, code);
    }

    private ulong Needs(ScalarExpression expression)
    {
        if (needs.TryGetValue(expression, out var known))
            return known;
        var result = expression switch
        {
            ReducedExpression reduced => ReductionBit(reduced.Reduction),
            RootExpression => RootBit,
            _ => 0UL,
        };
        if (KernelExpressions.MapOf(expression) is { } map)
        {
            foreach (var (axis, stride) in domain.Collapse(map).Strides.Index())
                result |= stride.IsZero ? 0 : AxisBit(axis);
        }

        foreach (var operand in expression.Operands)
            result |= Needs(operand);
        return needs[expression] = result;
    }

    protected sealed class Restore(Action action) : IDisposable
    {
        public void Dispose() => action();
    }
}

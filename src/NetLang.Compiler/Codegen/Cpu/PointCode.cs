using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;

namespace NetLang.Compiler.Codegen.Cpu;

/// <summary>The computation of a kernel at a point, or at a vector of points along one axis.</summary>
internal sealed class PointCode(KernelContext kernel, LoopDomain domain, CsWriter writer)
    : ExpressionCode(kernel.Expressions, domain, kernel.Dim, kernel.Names, writer)
{
    /// <summary>
    /// How many functions with long code are inlined in the method that this writes: the JIT compiler inlines nothing
    /// more, not even sums, in one of 512 locals. Such a function has 70 to 100, another operation 3 in each of its two
    /// copies (for whole vectors, and for the rest).
    /// </summary>
    private readonly int mostInlined = Math.Clamp((480 - (6 * ShortOperations(kernel))) / 100, 0, 3);

    private readonly VectorAccess access = new(kernel);
    private int inlined;
    private (int Axis, CsCode Start)? vector;
    private CsCode? partial;
    private CsCode? rootRow;
    private ImmutableDictionary<RandomExpression, CsName> sequences = ImmutableDictionary<RandomExpression, CsName>.Empty;

    public KernelContext Kernel => kernel;

    /// <summary>How many lanes are in use; null for all.</summary>
    public CsCode? Partial => partial;

    /// <summary>The axis that the template will walk in vectors, known before it is bound.</summary>
    public int VectorAxis { get; set; } = -1;

    protected override ulong Known
    {
        get
        {
            var known = base.Known;
            if (vector is { } v)
                known |= AxisBit(v.Axis) | (rootRow is null ? 0 : RootBit);
            return known;
        }
    }

    public override IDisposable Scope(bool isBlock = true)
    {
        var saved = (vector, partial, rootRow, sequences);
        var inner = base.Scope(isBlock);
        return new Restore(() =>
        {
            (vector, partial, rootRow, sequences) = saved;
            inner.Dispose();
        });
    }

    /// <summary>The axis is walked in vectors from here on; addresses without it can be computed once.</summary>
    public void BindVector(int axis, CsCode start, CsCode? count)
    {
        vector = (axis, start);
        partial = count;
    }

    /// <summary>Where the vector begins along its axis.</summary>
    public CsCode VectorStart => vector!.Value.Start;

    /// <summary>The row of the structured root's result: the address of its element 0.</summary>
    public void BindRootRow(CsCode address) => rootRow = address;

    public void Store(KernelOutput output)
    {
        var value = Named(output.Value, "result");
        var map = Domain.Collapse(output.Map);
        var (address, stride) = Address(output.Buffer, map);
        // One row, or a domain of one point, is one lane.
        var count = stride is null ? CsCode.Of($"1") : partial;
        Writer.Line(access.Store(output.Buffer, address, stride ?? CsCode.Of($"1"), count, value));
    }

    /// <summary>The address of a row where its coordinates are known, before the vector's place in it is.</summary>
    public void PrepareAddress(int buffer, IndexMap map, IndexTerm? index = null)
    {
        if (kernel.BufferOf(buffer).PanelAxis is not null)
            return;
        var axis = VectorAxis;
        if (map.Strides.Index().All(s => s.Item.IsZero || s.Index == axis || Coordinates.ContainsKey(s.Index))
            && (index is null || (IsKnown(index.Value) && !Varies(index.Value, axis))))
            Row(buffer, map, index);
    }

    /// <summary>The row of an output at one of the places that its index may name.</summary>
    public CsName RowAt(KernelOutput output, CsCode place)
    {
        var start = Row(output.Buffer, Domain.Collapse(output.Map));
        var name = Local(kernel.BufferOf(output.Buffer).Name + "_row");
        Writer.Line($"var {name} = {start} + ({DimCode.Factor(place)} * {kernel.Factor(output.Index!.Stride)});");
        return name;
    }

    /// <summary>What an output holds in a row.</summary>
    public CsCode Load(KernelOutput output, CsName row)
    {
        var (address, stride) = AlongVector(row, Domain.Collapse(output.Map));
        return access.Load(output.Buffer, address, stride, partial);
    }

    public void Store(KernelOutput output, CsName row, CsCode value)
    {
        var (address, stride) = AlongVector(row, Domain.Collapse(output.Map));
        var count = stride is null ? CsCode.Of($"1") : partial;
        Writer.Line(access.Store(output.Buffer, address, stride ?? CsCode.Of($"1"), count, DimCode.Factor(value)));
    }

    /// <summary>Adds the lanes of a value to an output, each at its own place, where that is one of a range.</summary>
    public void Add(KernelOutput output, CsName first, CsName last)
    {
        var map = Domain.Collapse(output.Map);
        var (address, step) = Address(output.Buffer, map);
        var type = KernelContext.PointerType(output.Value.Type);
        var index = Spill(output.Index!);
        Writer.Line($"{Named(output.Value, "result")}.Store(({type}*)lanes);");
        var lanes = CsCode.Of($"{partial ?? kernel.Lanes.Count}");
        Writer.Line($"IndexedLanes.Add(({type}*)lanes, {address}, {index}, {first}, {last}, {kernel.Dim(output.Index!.Stride)}, {step ?? CsCode.Of($"0")}, {lanes});");
    }

    protected override void PrepareLeaf(ScalarExpression leaf)
    {
        if (leaf is LoadExpression load)
            PrepareAddress(load.Buffer, Domain.Collapse(load.Map), load.Index);
        else if (leaf is RandomExpression { Normal: false } random && Domain.Collapse(random.Map).Strides[VectorAxis].IsOne)
            PrepareSequence(random);
    }

    protected override string BufferName(int buffer) => kernel.BufferOf(buffer).Name;

    protected override bool Repeats(ApplyExpression apply, int operand) => OperationCode.Repeats(apply, operand);

    protected override CsCode Apply(ApplyExpression apply, IReadOnlyList<CsCode> operands)
    {
        // Whole vectors are many; a row has one value of its own, and one vector that is left.
        var isLong = apply.Op.CpuCall is not null;
        var isOften = vector is not null && partial is null;
        var isCall = isLong && inlined >= (isOften ? mostInlined : mostInlined - 1);
        inlined += isLong && !isCall ? 1 : 0;
        return OperationCode.Of(kernel.Lanes, apply, operands, isCall);
    }

    /// <summary>
    /// Operations with short code in all loops of the method: each stage of reductions computes anew what it needs. To
    /// accumulate, but not the lanes that do not exist, is as much as two.
    /// </summary>
    private static int ShortOperations(KernelContext kernel)
    {
        var layout = new ReduceLayout(kernel.Kernel, kernel.Expressions);
        var isUnrolled = kernel.Kernel.Class == KernelClass.ColumnReduction && layout.IsUnrolled;
        var operations = layout.Stages
            .Select(stage => stage.Select(reduction => kernel.Kernel.Reductions[reduction].Value))
            .Append(kernel.Kernel.Outputs.SelectMany(output => output.Operands))
            .Sum(loop => loop.SelectMany(value => value.Parts())
                .Distinct(ReferenceEqualityComparer.Instance)
                .Count(part => part is ApplyExpression { Op.CpuCall: null }))
            + (2 * kernel.Kernel.Reductions.Length);
        return isUnrolled ? operations * (int)layout.ReducedSize.ConstantValue : operations;
    }

    protected override CsCode Leaf(ScalarExpression leaf) => leaf switch
    {
        LoadExpression { Index: { } index } load => Load(load, index),
        LoadExpression load => Load(load.Buffer, load.Map),
        TableExpression table => Load(kernel.NumberOf(table), table.Map),
        ConstantExpression constant => LeafCode.Constant(kernel.Lanes, constant),
        HostScalarExpression host => LeafCode.HostScalar(kernel.Lanes, host),
        IndexExpression index => LeafCode.Index(kernel.Lanes, index.Type, Place(index.Map)),
        RandomExpression random => Random(random, Place(random.Map)),
        RootExpression root => Root(root),
        _ => throw new InvalidOperationException($"no code for {leaf.GetType().Name}"),
    };

    private CsCode Load(int buffer, IndexMap map)
    {
        var (address, stride) = Address(buffer, Domain.Collapse(map));
        return access.Load(buffer, address, stride, partial);
    }

    private CsCode Load(LoadExpression load, IndexTerm index)
    {
        var map = Domain.Collapse(load.Map);
        if (vector is { } v && Varies(index.Value, v.Axis))
            return Gather(load, index, map);
        var row = Row(load.Buffer, map, index);
        var (address, stride) = AlongVector(row, map);
        return CsCode.Of($"({row} == null ? {kernel.Lanes.Vector(load.Type)}.Zero : {access.Load(load.Buffer, address, stride, partial)})");
    }

    /// <summary>Every lane from a row of its own.</summary>
    private CsCode Gather(LoadExpression load, IndexTerm index, IndexMap map)
    {
        var (address, step) = Address(load.Buffer, map);
        var type = KernelContext.PointerType(load.Type);
        var places = Spill(index);
        var lanes = CsCode.Of($"{partial ?? kernel.Lanes.Count}");
        var gathered = CsCode.Of($"IndexedLanes.Gather(({type}*)lanes, {address}, {places}, {kernel.Dim(index.Extent)}, {kernel.Dim(index.Stride)}, {step ?? CsCode.Of($"0")}, {lanes})");
        return access.LoadLanes(load.Type, gathered, partial);
    }

    /// <summary>The lanes of an index in memory.</summary>
    private CsCode Spill(IndexTerm index)
    {
        var type = KernelLanes.LaneSize(index.Value.Type) == 8 ? CsCode.Of($"long") : CsCode.Of($"int");
        Writer.Line($"{Named(index.Value, "index")}.Store(({type}*)places);");
        return CsCode.Of($"({type}*)places");
    }

    private void PrepareSequence(RandomExpression random)
    {
        if (sequences.ContainsKey(random))
            return;
        var name = Local("uniform");
        Writer.Line($"var {name} = {LeafCode.UniformSequence(kernel.Key(random))};");
        sequences = sequences.Add(random, name);
    }

    private CsCode Random(RandomExpression random, (CsCode First, CsCode? Step) place) =>
        place.Step?.Text == "1" && sequences.TryGetValue(random, out var sequence)
            ? LeafCode.NextUniform(kernel.Lanes, sequence, random.Type, place.First)
            : LeafCode.Random(kernel.Lanes, random, kernel.Key(random), place);

    private CsCode Root(RootExpression root)
    {
        var vectorType = kernel.Lanes.Vector(root.Type);
        var start = vector!.Value.Start;
        var address = start.Text == "0" ? rootRow!.Value : CsCode.Of($"{rootRow!.Value} + {start}");
        return partial is { } count
            ? CsCode.Of($"{vectorType}.LoadPartial({address}, {count})")
            : CsCode.Of($"{vectorType}.Load({address})");
    }

    private (CsCode Address, CsCode? Stride) Address(int buffer, IndexMap map) =>
        kernel.BufferOf(buffer) is { PanelAxis: not null } panels
            ? InPanels(panels, map)
            : AlongVector(Row(buffer, map), map);

    /// <summary>Where the vector lies in a row, and its step from lane to lane (null for none).</summary>
    private (CsCode Address, CsCode? Stride) AlongVector(CsCode row, IndexMap map)
    {
        if (vector is not { } v || map.Strides[v.Axis].IsZero)
            return (row, null);
        var stride = map.Strides[v.Axis];
        var place = kernel.Affine(Dim.Zero, [(stride, v.Start)]);
        return (place.Text == "0" ? row : CsCode.Of($"{row} + {place}"), kernel.Dim(stride));
    }

    /// <summary>A vector begins at a multiple of its length, so it lies in one panel.</summary>
    private (CsCode Address, CsCode? Stride) InPanels(KernelBuffer buffer, IndexMap map)
    {
        var panels = new PanelCode(buffer);
        var (row, column) = panels.Axes(map);
        var place = Innermost.FindRow(panels.Layout, map, null) ?? NewPlace();
        var stride = vector?.Axis == column ? CsCode.Of($"1") : vector?.Axis == row ? panels.Width : (CsCode?)null;
        return (CsCode.Of($"{kernel.Buffer(buffer.Id)} + {place}"), stride);

        CsCode NewPlace()
        {
            var local = Local("panel");
            Writer.Line($"var {local} = {panels.Offset(At(row), At(column))};");
            return Innermost.SetRow(panels.Layout, map, null, local);
        }

        CsCode At(int axis) => vector is { } v && v.Axis == axis ? v.Start : Coordinates[axis];
    }

    /// <summary>The address of a row; null in the emitted code where an index names none.</summary>
    private CsCode Row(int buffer, IndexMap map, IndexTerm? index = null)
    {
        if (Innermost.FindRow(buffer, map, index) is { } known)
            return known;
        if (index is not null)
        {
            var rows = Row(buffer, map);
            var number = Named(index.Value, "index");
            var row = Local(kernel.BufferOf(buffer).Name + "_row");
            Writer.Line($"var {row} = IndexedLanes.Row({rows}, {number}[0], {kernel.Dim(index.Extent)}, {kernel.Dim(index.Stride)});");
            return Innermost.SetRow(buffer, map, index, row);
        }

        var axis = vector?.Axis ?? VectorAxis;
        var offset = kernel.Affine(
            map.Offset, map.Strides.Index().Where(s => s.Index != axis && !s.Item.IsZero).Select(s => (s.Item, Coordinates[s.Index])));
        if (offset.Text == "0")
            return kernel.Buffer(buffer);
        var name = Local(kernel.BufferOf(buffer).Name + "_at");
        Writer.Line($"var {name} = {kernel.Buffer(buffer)} + {offset};");
        return Innermost.SetRow(buffer, map, null, name);
    }

    /// <summary>A map's value at the first lane, and its step from lane to lane (null for none).</summary>
    private (CsCode First, CsCode? Step) Place(IndexMap original)
    {
        var map = Domain.Collapse(original);
        var first = kernel.Affine(
            map.Offset,
            map.Strides.Index().Where(s => !s.Item.IsZero).Select(s => (s.Item, s.Index == vector?.Axis ? vector.Value.Start : Coordinates[s.Index])));
        return vector is { } v && !map.Strides[v.Axis].IsZero ? (first, kernel.Dim(map.Strides[v.Axis])) : (first, null);
    }
}

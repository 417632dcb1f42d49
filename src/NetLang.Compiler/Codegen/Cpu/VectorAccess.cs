using NetLang.Runtime;

namespace NetLang.Compiler.Codegen.Cpu;

/// <summary>Loads and stores of whole vectors, of the first lanes of one, and of lanes that lie apart.</summary>
internal sealed class VectorAccess(KernelContext kernel)
{
    private KernelLanes Lanes => kernel.Lanes;

    /// <param name="address">Code for the address of the first lane's element.</param>
    /// <param name="stride">Elements between lanes; null where all lanes hold the same element.</param>
    /// <param name="count">How many lanes there are; null for all.</param>
    public CsCode Load(int buffer, CsCode address, CsCode? stride, CsCode? count)
    {
        var type = kernel.BufferOf(buffer).Type.Element;
        var vector = Lanes.Vector(type);
        if (stride is not { } step)
            return Broadcast(type, CsCode.Of($"*{DimCode.Factor(Checked(buffer, address, null, null))}"));
        var pointer = Checked(buffer, address, step, count ?? Lanes.Count);
        var all = count ?? Lanes.Count;
        return (type, IsUnit(step), count) switch
        {
            (ElementType.Bool, true, null) => CsCode.Of($"{Lanes.Mask}.LoadMask({pointer})"),
            (ElementType.Bool, true, { } some) => CsCode.Of($"{Lanes.Mask}.LoadMaskPartial({pointer}, {some})"),
            (ElementType.Bool, false, _) => CsCode.Of($"{Lanes.Mask}.LoadMaskPartial(LaneBytes.Gather(lanes, {pointer}, {DimCode.Native(step)}, {all}), {all})"),
            (ElementType.U8, true, null) => CsCode.Of($"{vector}.LoadBytes({pointer})"),
            (ElementType.U8, true, { } some) => CsCode.Of($"{vector}.LoadBytesPartial({pointer}, {some})"),
            (ElementType.U8, false, _) => CsCode.Of($"{vector}.LoadBytesPartial(LaneBytes.Gather(lanes, {pointer}, {DimCode.Native(step)}, {all}), {all})"),
            (_, true, null) => CsCode.Of($"{vector}.Load({pointer})"),
            (_, true, { } some) => CsCode.Of($"{vector}.LoadPartial({pointer}, {some})"),
            _ => CsCode.Of($"{vector}.LoadStrided({pointer}, {DimCode.Native(step)}, {all})"),
        };
    }

    /// <summary>Lanes that lie together, not in a buffer.</summary>
    public CsCode LoadLanes(ElementType type, CsCode lanes, CsCode? count)
    {
        var method = CsName.Of((type switch { ElementType.Bool => "LoadMask", ElementType.U8 => "LoadBytes", _ => "Load" })
            + (count is null ? "" : "Partial"));
        return CsCode.Of($"{Lanes.Vector(type)}.{method}({lanes}{(count is { } some ? CsCode.Of($", {some}") : CsCode.Empty)})");
    }

    /// <summary>One scalar in all lanes.</summary>
    public CsCode Broadcast(ElementType type, CsCode scalar) => type == ElementType.Bool
        ? CsCode.Of($"{Lanes.Mask}.Create({scalar} != 0 ? -1 : 0)")
        : CsCode.Of($"{Lanes.Vector(type)}.Create({scalar})");

    /// <param name="value">Code that may stand before a dot.</param>
    public CsCode Store(int buffer, CsCode address, CsCode stride, CsCode? count, CsCode value)
    {
        var type = kernel.BufferOf(buffer).Type.Element;
        var pointer = Checked(buffer, address, stride, count ?? Lanes.Count);
        var all = count ?? Lanes.Count;
        return (type, IsUnit(stride), count) switch
        {
            (ElementType.Bool, true, null) => CsCode.Of($"{value}.StoreMask({pointer});"),
            (ElementType.Bool, true, { } some) => CsCode.Of($"{value}.StoreMaskPartial({pointer}, {some});"),
            (ElementType.Bool, false, _) => CsCode.Of($"{value}.StoreMaskPartial(lanes, {all}); LaneBytes.Scatter(lanes, {pointer}, {DimCode.Native(stride)}, {all});"),
            (ElementType.U8, true, null) => CsCode.Of($"{value}.StoreBytes({pointer});"),
            (ElementType.U8, true, { } some) => CsCode.Of($"{value}.StoreBytesPartial({pointer}, {some});"),
            (ElementType.U8, false, _) => CsCode.Of($"{value}.StoreBytesPartial(lanes, {all}); LaneBytes.Scatter(lanes, {pointer}, {DimCode.Native(stride)}, {all});"),
            (_, true, null) => CsCode.Of($"{value}.Store({pointer});"),
            (_, true, { } some) => CsCode.Of($"{value}.StorePartial({pointer}, {some});"),
            _ => CsCode.Of($"{value}.StoreStrided({pointer}, {DimCode.Native(stride)}, {all});"),
        };
    }

    private static bool IsUnit(CsCode stride) => stride.Text == "1";

    private CsCode Checked(int buffer, CsCode address, CsCode? stride, CsCode? count)
    {
        if (!kernel.IsChecked)
            return address;
        var elements = (stride, count) switch
        {
            ({ } step, { } lanes) when IsUnit(step) => lanes,
            ({ } step, { } lanes) => CsCode.Of($"(({lanes} - 1) * {DimCode.Factor(step)}) + 1"),
            _ => CsCode.Of($"1"),
        };
        var length = kernel.Dim(kernel.BufferOf(buffer).Length);
        return CsCode.Of(
            $"Checked.Access({address}, {elements}, {kernel.Buffer(buffer)}, {length}, {CsLiteral.Of(kernel.Kernel.Name)}, {CsLiteral.Of(kernel.BufferOf(buffer).Name)})");
    }
}

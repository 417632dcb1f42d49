using NetLang.Compiler.Kernels;
using NetLang.Runtime;

namespace NetLang.Compiler.Codegen.Cpu;

/// <summary>Constants that are too many for code: data of the assembly, which never moves.</summary>
internal static class TableCode
{
    public static void Declare(CsWriter writer, CsName name, TableExpression table)
    {
        var type = KernelContext.PointerType(table.Type);
        var data = CsName.Of(name.Text + "_data");
        writer.Line($"ReadOnlySpan<{type}> {data} = [{CsCode.Join(", ", table.Values.Select(v => Literal(table.Type, v)))}];");
        writer.Line($"var {name} = ({type}*)Unsafe.AsPointer(ref MemoryMarshal.GetReference({data}));");
    }

    private static CsCode Literal(ElementType type, double value) => type switch
    {
        ElementType.F64 => CsLiteral.Of(value),
        ElementType.I64 => CsLiteral.Of((long)value),
        ElementType.I32 => CsLiteral.Of((int)value),
        ElementType.U8 or ElementType.Bool => CsCode.Of($"{(long)value}"),
        _ => CsLiteral.Of((float)value),
    };
}

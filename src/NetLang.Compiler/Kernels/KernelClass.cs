namespace NetLang.Compiler.Kernels;

/// <summary>How a kernel goes through its domain. Each backend has one template for each class (and structured root).</summary>
public enum KernelClass
{
    /// <summary>Point after point.</summary>
    Map,

    /// <summary>Reduces row after row: most of what it loads lies together along the reduced axes.</summary>
    RowReduction,

    /// <summary>Reduces columns side by side: most of what it loads lies together along the parallel axes.</summary>
    ColumnReduction,

    /// <summary>Adds elements where an index sends them: all of a place in order, one place beside the other.</summary>
    Scatter,

    /// <summary>A structured root with what is applied to its tiles.</summary>
    Structured,
}

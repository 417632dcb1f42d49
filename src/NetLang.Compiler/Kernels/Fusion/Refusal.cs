namespace NetLang.Compiler.Kernels.Fusion;

/// <summary>Why a kernel and one that reads its result are not one kernel.</summary>
internal enum Refusal
{
    /// <summary>A way from one to the other leads through a third.</summary>
    Between,

    /// <summary>There is no domain in which each value would be computed once.</summary>
    Domain,

    /// <summary>What reads the second's result comes much later, and can compute it from what is stored anyway.</summary>
    Later,

    /// <summary>One kernel would leave less to do in parallel.</summary>
    Parallelism,

    /// <summary>What reads it reduces it, and can compute it from what is stored anyway.</summary>
    Reduced,

    /// <summary>One kernel would be too long.</summary>
    Size,

    /// <summary>A product is computed in tiles, which hold no whole rows or columns to reduce.</summary>
    Tiles,
}

internal static class RefusalText
{
    public static string Reason(this Refusal refusal) => refusal switch
    {
        Refusal.Between => "another kernel stands between them",
        Refusal.Domain => "no domain has each of their values once",
        Refusal.Later => "its result is needed much later, and computed there",
        Refusal.Parallelism => "too little would be left to do in parallel",
        Refusal.Reduced => "what is computed of it is reduced, and computed there",
        Refusal.Size => "it would be too long",
        _ => "tiles of a product hold no whole rows or columns to reduce",
    };
}

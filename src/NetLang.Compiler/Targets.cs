namespace NetLang.Compiler;

/// <summary>The kinds of devices that an assembly holds code for.</summary>
[Flags]
public enum Targets
{
    /// <summary>The processor: SIMD code that needs <c>NetLang.Runtime</c> alone.</summary>
    Cpu = 1,

    /// <summary>Graphics cards, through ILGPU.</summary>
    Gpu = 2,
}

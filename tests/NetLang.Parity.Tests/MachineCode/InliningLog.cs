using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace NetLang.Parity.Tests.MachineCode;

/// <summary>What the JIT compiler did not inline because the method has too many locals.</summary>
internal sealed class InliningLog : EventListener
{
    private const string Reason = "too many locals";
    private const string Control = "Control";
    private const EventKeywords JitTracing = (EventKeywords)0x1000;

    private readonly ConcurrentQueue<string> failures = [];
    private readonly ManualResetEventSlim control = new();

    /// <summary>Methods of kernels, each with what it calls.</summary>
    public IEnumerable<string> Failures => failures.Distinct();

    /// <summary>Compiles a call that is never inlined, and waits until that is reported, as all before it is then.</summary>
    public bool WaitForControl()
    {
        var type = AssemblyBuilder.DefineDynamicAssembly(new(Control), AssemblyBuilderAccess.Run)
            .DefineDynamicModule(Control).DefineType(Control, TypeAttributes.Public);
        var callee = type.DefineMethod("Callee", MethodAttributes.Public | MethodAttributes.Static, typeof(int), []);
        callee.SetImplementationFlags(MethodImplAttributes.NoInlining);
        var body = callee.GetILGenerator();
        body.Emit(OpCodes.Ldc_I4_1);
        body.Emit(OpCodes.Ret);
        var code = type.DefineMethod(Control, MethodAttributes.Public | MethodAttributes.Static, typeof(int), [])
            .GetILGenerator();
        code.Emit(OpCodes.Call, callee);
        code.Emit(OpCodes.Ret);
        RuntimeHelpers.PrepareMethod(type.CreateType().GetMethod(Control)!.MethodHandle);
        var isReported = control.Wait(TimeSpan.FromSeconds(30));
        control.Reset();
        return isReported;
    }

    public override void Dispose()
    {
        base.Dispose();
        control.Dispose();
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "Microsoft-Windows-DotNETRuntime")
            EnableEvents(eventSource, EventLevel.Verbose, JitTracing);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        string Payload(string name) =>
            eventData.PayloadNames!.IndexOf(name) is >= 0 and var at ? eventData.Payload![at]?.ToString() ?? "" : "";
        if (eventData.EventName?.StartsWith("MethodJitInliningFailed", StringComparison.Ordinal) != true)
            return;
        if (Payload("MethodBeingCompiledName") == Control)
            control.Set();
        else if (Payload("FailReason") == Reason)
            failures.Enqueue($"{Payload("MethodBeingCompiledNamespace").Split('`')[0]}.{Payload("MethodBeingCompiledName")} calls {Payload("InlineeName")}");
    }
}

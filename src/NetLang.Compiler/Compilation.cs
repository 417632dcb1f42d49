using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using NetLang.Compiler.Codegen;
using NetLang.Compiler.Codegen.Gpu;
using NetLang.Compiler.Codegen.Gpu.Explanation;
using NetLang.Compiler.Codegen.Models;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Compiler.Kernels.Layout;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Passes;
using NetLang.Compiler.Prelude;
using NetLang.Compiler.Semantics;
using NetLang.Compiler.Semantics.Files;
using NetLang.Compiler.Text;
using Diagnostic = NetLang.Compiler.Diagnostics.Diagnostic;

namespace NetLang.Compiler;

/// <summary>A graph of a model after its passes, with its kernels.</summary>
public sealed record ModelProgram(ModelDefinition Model, Graph Graph, KernelProgram Kernels);

/// <summary>An assembly, or what prevented it.</summary>
/// <param name="Image">The assembly; null where there is an error.</param>
/// <param name="Symbols">A portable pdb with the emitted source in it.</param>
/// <param name="Documentation">The XML documentation.</param>
public sealed record EmitResult(
    byte[]? Image, byte[] Symbols, byte[] Documentation, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>A file from text to assembly. A pure function of its inputs; it never throws at a user.</summary>
public sealed class Compilation
{
    private readonly CompilerOptions options;
    private readonly DiagnosticBag diagnostics;
    private readonly StringBuilder dump = new();
    private readonly Dictionary<Graph, KernelProgram> kernels = new(ReferenceEqualityComparer.Instance);

    private Compilation(CompilerOptions options)
    {
        this.options = options;
        diagnostics = new(options.Allow);
    }

    /// <summary>What there is to report, file by file in the order of the text; before that, what has no place.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => diagnostics.InOrder;

    /// <summary>The files that were read: the one that is compiled, then what it imports.</summary>
    public ImmutableArray<SourceText> Sources { get; private set; } = [];

    /// <summary>The models without errors, their graphs after all passes.</summary>
    public ImmutableArray<ModelDefinition> Models { get; private set; } = [];

    /// <summary>How many models were elaborated, with errors or without: all whose syntax is right.</summary>
    public int ElaboratedModels { get; private set; }

    /// <summary>The graphs after the pass that <see cref="CompilerOptions.DumpAfter"/> names, each time that it ran.</summary>
    public string Dump => dump.ToString();

    /// <summary>The programs of all models.</summary>
    public IEnumerable<ModelProgram> Programs =>
        from model in Models
        from program in Graphs(model).Zip(options.Targets.HasFlag(Targets.Cpu) ? CpuPrograms(model) : PlainPrograms(model))
        select new ModelProgram(model, program.First, program.Second);

    public static Compilation Create(SourceText source, CompilerOptions options)
    {
        var compilation = new Compilation(options);
        compilation.Guard(() => compilation.Analyze(source));
        return compilation;
    }

    /// <summary>The kernels of one of a model's graphs.</summary>
    public KernelProgram Kernels(ModelDefinition model, Graph graph)
    {
        if (!kernels.TryGetValue(graph, out var program))
        {
            kernels.Add(graph, program = KernelBuilder.Build(graph, model, new() { Fuse = options.Fuse }));
            if (options.Verify)
                KernelVerifier.Check(program);
        }

        return program;
    }

    /// <summary>The name of a model's class: not its own where that is one of a member.</summary>
    public static string ClassName(ModelDefinition model) => new ModelNames(model).Class.Text;

    /// <summary>The C# of all models.</summary>
    public string EmitCSharp() => string.Join("\n", Models.Select(m => Source(m).Content));

    /// <summary>The part of the C# for GPUs that people read: of each program the launches, and the kernels.</summary>
    public string EmitGpuKernels()
    {
        var writer = new CsWriter();
        foreach (var (model, program) in Models.SelectMany(m => PlainPrograms(m).Select(p => (m, p))))
        {
            writer.Comment($"{model.Name}, program \"{program.Name}\"");
            TargetEmitter.GpuProgram(model, program).EmitKernels(writer);
            writer.Blank();
        }

        return writer.ToString();
    }

    /// <summary>What training takes of the memory that it is given, and how: a line for each model that says how much.</summary>
    public string ExplainMemory() => string.Concat(
        from model in Models
        where model.Memory?.Use is not null
        let budget = model.Memory
        select string.Create(
            CultureInfo.InvariantCulture,
            $"memory of {model.Name}: a training step with a batch of {model.Training!.BatchSize} takes {budget.Use!.Bytes:N0} bytes of {budget.Bytes:N0}; {budget.Use.Gradients}\n\n"));

    /// <summary>What the programs launch on GPUs, and why.</summary>
    /// <param name="sizes">A model's symbols, for what is shown in numbers; all of them where a card is given.</param>
    /// <param name="gpu">The card whose times are estimated; null for none.</param>
    public string ExplainGpuKernels(Func<ModelDefinition, IReadOnlyDictionary<string, long>> sizes, GpuModel? gpu) => string.Concat(
        from model in Models
        from program in PlainPrograms(model)
        select TargetEmitter.GpuProgram(model, program).Explain(sizes(model), gpu) + "\n");

    /// <param name="references">
    /// The base library and <c>NetLang.Runtime</c>; for GPUs <c>ILGPU</c> and <c>ILGPU.Algorithms</c> too.
    /// </param>
    public EmitResult EmitAssembly(IReadOnlyList<MetadataReference> references)
    {
        var emitted = new DiagnosticBag();
        EmittedAssembly? assembly = null;
        Guard(Emit, emitted);
        return new(assembly?.Dll, assembly?.Pdb ?? [], assembly?.Xml ?? [], emitted.All);

        void Emit()
        {
            options.OnStage("kernels");
            foreach (var (model, graph) in Models.SelectMany(m => Graphs(m).Select(g => (m, g))))
                Kernels(model, graph);
            options.OnStage("csharp");
            var sources = EmittedSources();
            options.OnStage("assembly");
            assembly = AssemblyEmitter.Emit(options.AssemblyName, sources, references, emitted);
        }
    }

    private IEnumerable<KernelProgram> PlainPrograms(ModelDefinition model) => Graphs(model).Select(g => Kernels(model, g));

    private ImmutableArray<KernelProgram> CpuPrograms(ModelDefinition model) => ParameterLayouts.Choose(PlainPrograms(model));

    private static IEnumerable<Graph> Graphs(ModelDefinition model) =>
        new[] { model.Initialize, model.Predict, model.Step?.Graph, model.Step?.Several, model.Evaluate, model.Train }.OfType<Graph>();

    private void Analyze(SourceText source)
    {
        options.OnStage("parse");
        var files = ProgramFiles.Read(source, options.ReadImport, diagnostics);
        Sources = [.. files.All.Select(f => f.Unit.Source).Reverse()];
        if (!files.AreComplete)
            return; // what is missing from the tree would be reported again as unknown
        options.OnStage("elaborate");
        var (models, elaborated) = Analyzer.Analyze(files, PreludeFiles.Units, diagnostics);
        ElaboratedModels = elaborated;
        options.OnStage("passes");
        if (SelectedPasses() is { } pipeline)
            Models = [.. models.Select(m => Optimize(m, pipeline)).OfType<ModelDefinition>()];
        if (!diagnostics.HasErrors) // else what they silence may not have been found
            diagnostics.ReportUselessComments(source);
    }

    private Pipeline? SelectedPasses()
    {
        if (!AreKnown(options.Passes ?? [], Pipeline.Default.Names()))
            return null;
        var pipeline = options.Passes is { } names ? Pipeline.Default.Select([.. names]) : Pipeline.Default;
        return AreKnown(options.DumpAfter is { } dumped ? [dumped] : [], [Pipeline.Start, .. pipeline.Names()]) ? pipeline : null;
    }

    private bool AreKnown(IEnumerable<string> names, IEnumerable<string> passes)
    {
        var unknown = names.Except(passes).ToList();
        foreach (var name in unknown)
        {
            diagnostics.Report(
                CompilationErrors.UnknownPass, null, $"no pass '{name}' is run", $"there are {string.Join(", ", passes)}");
        }

        return unknown.Count == 0;
    }

    private ModelDefinition? Optimize(ModelDefinition model, Pipeline pipeline)
    {
        var errors = diagnostics.All.Count(d => d.IsError);
        model = Recurrence.WithStates(model, diagnostics);
        var optimized = model with
        {
            Initialize = Run(model.Initialize),
            Predict = Run(model.Predict),
            Step = model.Step is { } step ? step with { Graph = Run(step.Graph), Several = Run(step.Several) } : null,
            Evaluate = model.Evaluate is null ? null : Run(model.Evaluate),
            Train = model.Train is null ? null : Run(model.Train),
        };
        if (HasErrors())
            return null;
        if (model is { Memory: { } budget, Train: { } train })
        {
            // What can be wrong with it has been reported.
            var memory = new TrainingMemory(optimized, budget, other => other.Run(train, new(), options.Verify, model.Variables));
            optimized = memory.Choose(diagnostics);
        }

        return HasErrors() ? null : optimized;

        bool HasErrors() => diagnostics.All.Count(d => d.IsError) > errors;

        Graph Run(Graph graph) => pipeline.Run(graph, diagnostics, options.Verify, model.Variables, (after, result) =>
        {
            if (after == options.DumpAfter)
                dump.Append(CultureInfo.InvariantCulture, $"// {model.Name} after {after}\n{GraphText.Print(result)}\n");
        });
    }

    private ImmutableArray<EmittedSource> EmittedSources() =>
        [.. Models.Select(Source), .. options.Targets.HasFlag(Targets.Gpu) ? GpuSources.Files : []];

    private EmittedSource Source(ModelDefinition model)
    {
        var writer = new CsWriter();
        new ModelClassEmitter(
            model,
            options.Targets.HasFlag(Targets.Cpu) ? TargetEmitter.ForCpu(model, CpuPrograms(model), options.Checked) : null,
            options.Targets.HasFlag(Targets.Gpu) ? TargetEmitter.ForGpu(model, PlainPrograms(model)) : null)
            .Emit(writer, options.Namespace);
        return new($"{CsName.Of(model.Name)}.g.cs", writer.ToString());
    }

    private void Guard(Action action, DiagnosticBag? target = null)
    {
        try
        {
            action();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            (target ?? diagnostics).Report(
                CompilationErrors.InternalError,
                null,
                $"netlangc failed: {failure.GetType().Name}: {failure.Message}\n{failure.StackTrace}",
                "this is a mistake in netlangc: please report it with your file");
        }
    }
}

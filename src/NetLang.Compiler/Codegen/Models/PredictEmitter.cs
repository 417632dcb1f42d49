using NetLang.Compiler.IR;

namespace NetLang.Compiler.Codegen.Models;

/// <summary>
/// Writes <c>Predict</c>: an array for each input, and a number for each dimension that their lengths cannot tell. One
/// output is an array, several are a record with their names. <c>Step</c> takes one step of each input, or
/// several, and a state.
/// </summary>
internal sealed class PredictEmitter
{
    private readonly ModelDefinition model;
    private readonly ModelNames names;
    private readonly StepDefinition? step;
    private readonly List<(CsName Name, ModelTensor Tensor)> inputs;
    private readonly List<(CsName Name, int Symbol)> extents;
    private readonly List<CsName> pointers;
    private readonly CsName state;

    /// <param name="step">Null for the prediction of whole sequences.</param>
    public PredictEmitter(ModelDefinition model, ModelNames names, StepDefinition? step = null)
    {
        this.model = model;
        this.names = names;
        this.step = step;
        var scope = new CsScope();
        scope.Unique("call");
        pointers = [.. model.Inputs.Select((_, number) => scope.Unique($"p{number}"))];
        inputs = [.. model.Inputs.Select(i => (scope.Unique(i.Name), i))];
        // One symbol follows from the lengths: the batch, where there is one.
        var inferred = model.BatchSymbol ?? model.Symbols.FirstOrDefault();
        extents =
        [
            .. model.Symbols.Index()
                .Where(s => s.Item != inferred && s.Index != step?.Time)
                .Select(s => (scope.Unique(s.Item), s.Index)),
        ];
        state = scope.Unique("state");
    }

    public void Emit(CsWriter writer)
    {
        EmitDocumentation(writer);
        EmitMethod(writer, element => CsCode.Of($"{element}[]"));
        writer.Blank();
        EmitDocumentation(writer);
        EmitMethod(writer, element => CsCode.Of($"global::System.ReadOnlySpan<{element}>"));
    }

    /// <summary>The record of several outputs; nothing for one.</summary>
    public void EmitOutputs(CsWriter writer)
    {
        if (model.Outputs.Length == 1)
            return;
        writer.Blank();
        writer.Documentation($"What {model.Name} predicts, each row-major.");
        foreach (var output in model.Outputs)
            writer.ParameterDocumentation(PropertyName(output), output.Type.ToString());
        var properties = model.Outputs.Select(o => CsCode.Of($"{ModelNames.Element(o.Type.Element)}[] {PropertyName(o)}"));
        writer.Line($"public sealed record {names.Outputs}({SpecCode.List(properties)});");
    }

    private static CsName PropertyName(ModelTensor output) => CsName.Pascal(output.Name);

    private void EmitDocumentation(CsWriter writer)
    {
        writer.Documentation(step is null
            ? $"Predicts. Thread-safe; allocates nothing but the result ({Shapes(model.Outputs)}), which is row-major."
            : $"Goes on by one step, or by several. Thread-safe; gives what they give ({Shapes(model.Outputs)}), row-major, and the state behind them.");
        foreach (var (name, tensor) in inputs)
            writer.ParameterDocumentation(name, $"{tensor.Type}, row-major");
        foreach (var (name, symbol) in extents)
            writer.ParameterDocumentation(name, $"the dimension {model.Symbols[symbol]}");
        if (step is not null)
            writer.ParameterDocumentation(
                state,
                $"what the steps before have left, or InitialState; {model.Symbols[step.Time]} is what the lengths give for its Batch");
    }

    private static string Shapes(IEnumerable<ModelTensor> tensors) => string.Join("; ", tensors.Select(t => t.Type.ToString()));

    private void EmitMethod(CsWriter writer, Func<CsCode, CsCode> container)
    {
        var parameters = inputs
            .Select(i => CsCode.Of($"{container(ModelNames.Element(i.Tensor.Type.Element))} {i.Name}"))
            .Concat(extents.Select(e => CsCode.Of($"long {e.Name}")));
        var result = model.Outputs is [var only]
            ? CsCode.Of($"{ModelNames.Element(only.Type.Element)}[]")
            : CsCode.Of($"{names.Outputs}");
        using var method = step is null
            ? writer.Open($"public unsafe {result} Predict({SpecCode.List(parameters)})")
            : writer.Open($"public unsafe ({result} Output, {State} State) Step({SpecCode.List([.. parameters, CsCode.Of($"{State} {state}")])})");
        writer.Line(step is null ? CsCode.Of($"using var call = BeginPredict();") : CsCode.Of($"using var call = BeginStep({state});"));
        foreach (var (name, symbol) in extents)
            writer.Line($"call.Bind({symbol}, {name});");
        foreach (var (number, (name, tensor)) in inputs.Index())
            writer.Line($"fixed ({ModelNames.Element(tensor.Type.Element)}* {pointers[number]} = {name})");
        using var body = writer.OpenBody();
        foreach (var (number, (name, _)) in inputs.Index())
            writer.Line($"call.Input({number}, {pointers[number]}, {name}.Length);");
        writer.Line($"call.Run();");
        var taken = SpecCode.List(model.Outputs.Select((o, i) => CsCode.Of($"call.Output<{ModelNames.Element(o.Type.Element)}>({i})")));
        var value = model.Outputs.Length == 1 ? taken : CsCode.Of($"new {names.Outputs}({taken})");
        writer.Line(step is null ? CsCode.Of($"return {value};") : CsCode.Of($"return ({value}, call.State());"));
    }

    private static CsCode State => CsCode.Of($"global::NetLang.Runtime.ModelState");
}

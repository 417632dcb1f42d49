using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Passes;
using NetLang.Runtime.Execution;
using Xunit;

namespace NetLang.Testing;

/// <summary>A model that runs in the reference interpreter, after the default passes.</summary>
public sealed class ReferenceModel
{
    private readonly ModelDefinition model;
    private readonly ulong seed;
    private readonly Graph? train;
    private ulong step;

    public ReferenceModel(ModelDefinition model, ulong seed = 0)
    {
        this.model = model;
        this.seed = seed;
        train = model.Train is { } graph ? Prepare(graph) : null;
        foreach (var (path, value) in Interpreter.Run(model.Initialize, Context([], 0)).Updates)
            Variables[path] = value;
    }

    /// <summary>Params, states and optimizer states by path.</summary>
    public Dictionary<string, TensorValue> Variables { get; } = [];

    /// <summary>Outputs of the inference form, whose random numbers are those of step 0.</summary>
    public IReadOnlyDictionary<string, TensorValue> Predict(params ReadOnlySpan<(string Name, TensorValue Value)> inputs) =>
        Run(model.Predict, inputs, 0).Outputs;

    /// <summary>Loss and metrics of a batch.</summary>
    public IReadOnlyDictionary<string, TensorValue> Evaluate(params ReadOnlySpan<(string Name, TensorValue Value)> inputs) =>
        Run(model.Evaluate!, inputs, step).Outputs;

    /// <summary>One training step: the loss before it, and its learning rate.</summary>
    public (double Loss, double Rate) Train(double total, params ReadOnlySpan<(string Name, TensorValue Value)> inputs)
    {
        step++;
        var values = Run(train!, [.. inputs, ("step", Scalar(step)), ("total", Scalar(total))], step);
        foreach (var (path, value) in values.Updates)
            Variables[path] = value;
        return (values.Outputs["loss"].Values[0], values.Outputs["rate"].Values[0]);
    }

    /// <summary>As a new call of <c>Train</c> does it: the optimizer begins anew, and the steps are counted from 1.</summary>
    public void BeginTraining()
    {
        step = 0;
        var initial = Interpreter.Run(model.Initialize, Context([], 0)).Updates;
        foreach (var variable in model.Variables.Where(v => v.Kind == VariableKind.OptimizerState))
            Variables[variable.Path] = initial[variable.Path];
    }

    private static TensorValue Scalar(double value) => new(Runtime.ElementType.F64, [], [value]);

    private Graph Prepare(Graph graph)
    {
        var diagnostics = new DiagnosticBag();
        var prepared = Pipeline.Default.Run(graph, diagnostics, verify: true, model.Variables);
        Assert.Empty(diagnostics.All);
        return prepared;
    }

    private GraphValues Run(Graph graph, ReadOnlySpan<(string Name, TensorValue Value)> inputs, ulong atStep) =>
        Interpreter.Run(graph, Context(inputs.ToArray().ToDictionary(i => i.Name, i => i.Value), atStep));

    private EvaluationContext Context(Dictionary<string, TensorValue> inputs, ulong atStep)
    {
        var symbols = new Dictionary<string, long>();
        foreach (var tensor in model.Inputs.Concat(model.Targets).Where(t => inputs.ContainsKey(t.Name)))
        {
            foreach (var (dim, size) in tensor.Type.Shape.Zip(inputs[tensor.Name].Shape))
            {
                if (dim.Symbols.ToList() is [var symbol] && dim.LinearIn(symbol) is var (slope, offset))
                    symbols[symbol] = (size - offset.ConstantValue) / slope.ConstantValue;
            }
        }

        return new EvaluationContext(symbols, inputs, Variables, seed, atStep);
    }
}

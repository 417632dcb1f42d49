using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Semantics.Values;
using NetLang.Runtime.Execution;

namespace NetLang.Compiler.Semantics.Scopes;

/// <summary>The variables of one elaboration of a model, in order of declaration, with what is known of each.</summary>
public sealed class VariableTable
{
    private readonly List<Variable> variables = [];
    private readonly Dictionary<string, VariableCell> cells = [];
    private readonly Dictionary<string, Node> initial = [];
    private readonly HashSet<string> frozen = [];
    private readonly List<string> updated = [];
    private readonly Dictionary<string, Node> updates = [];
    private readonly List<Scope> layers = [];
    private readonly Dictionary<Scope, TensorType> outputs = [];
    private readonly Dictionary<Scope, Dim> flops = [];
    private readonly Dictionary<string, long> indexBounds = [];

    public int Count => variables.Count;

    /// <summary>
    /// Whether no more params and states may be declared: the model is done, and a loss is elaborated.
    /// </summary>
    public bool IsClosed { get; set; }

    public IEnumerable<Variable> All => variables.Select(variable =>
        variable.Kind == VariableKind.Parameter && frozen.Contains(variable.Path)
            ? variable with { Kind = VariableKind.FrozenParameter }
            : variable);

    /// <summary>The initial value of each variable, where it was asked for (in the elaboration for training).</summary>
    public IReadOnlyDictionary<string, Node> Initial => initial;

    /// <summary>
    /// The last value assigned to each variable that is not frozen, in order of first assignment.
    /// </summary>
    public IEnumerable<(Variable Variable, Node Value)> Updates =>
        updated.Where(path => !frozen.Contains(path)).Select(path => (cells[path].Variable, updates[path]));

    /// <summary>Exclusive bounds of the indices that model inputs and targets hold, by name.</summary>
    public IReadOnlyDictionary<string, long> IndexBounds => indexBounds;

    /// <summary>The layer instances that hold variables, outer ones first.</summary>
    public ImmutableArray<LayerInstance> Layers =>
    [
        .. layers.Where(s => s.Path.Length > 0).Select(s =>
            new LayerInstance(
                s.Path, s.Definition, outputs.GetValueOrDefault(s), flops.GetValueOrDefault(s, Dim.Zero), s.Call)),
    ];

    public VariableCell? Find(string path) => cells.GetValueOrDefault(path);

    /// <summary>The node by which an elaboration reads a variable.</summary>
    public Node Read(Variable variable) => cells[variable.Path].Declared;

    public void Add(VariableCell cell, Scope scope)
    {
        Add(cell);
        layers.AddRange(scope.MarkVariables());
    }

    /// <summary>The variable of a shared layer, for a further application of it, which may assign it too.</summary>
    public VariableCell AssignedFrom(VariableCell cell, int level) =>
        cells[cell.Variable.Path] = cell with { Level = level };

    /// <summary>Adds a variable that belongs to no layer.</summary>
    public void Add(VariableCell cell)
    {
        variables.Add(cell.Variable);
        cells.Add(cell.Variable.Path, cell);
    }

    /// <summary>Keeps training from changing a variable, whether or not it has been added.</summary>
    public void Freeze(string path) => frozen.Add(path);

    /// <summary>Whether each has an initial value: none where its text could not be parsed, which has been reported.</summary>
    public bool AreInitialized => initial.Count == variables.Count;

    public void SetInitial(Variable variable, Node value) => initial[variable.Path] = value;

    public void Update(Variable variable, Node value)
    {
        if (!updates.ContainsKey(variable.Path))
            updated.Add(variable.Path);
        updates[variable.Path] = value;
    }

    /// <summary>Requires that the values of an input or target lie in 0 … bound - 1.</summary>
    public void BoundIndex(string input, long bound) =>
        indexBounds[input] = indexBounds.TryGetValue(input, out var known) ? Math.Min(known, bound) : bound;

    /// <param name="nodes">What was made while the layer was elaborated.</param>
    internal void FinishLayer(Scope scope, Value result, IEnumerable<Node> nodes)
    {
        if (!scope.HoldsVariables)
            return;
        if (result is NodeValue tensor)
            outputs[scope] = tensor.Type;
        flops[scope] = StructuredWork.Flops(nodes);
    }
}

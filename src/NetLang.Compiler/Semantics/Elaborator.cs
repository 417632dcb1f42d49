using System.Globalization;
using System.Text;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Evaluation;
using NetLang.Compiler.Semantics.Models;
using NetLang.Compiler.Semantics.Scopes;
using NetLang.Compiler.Semantics.Signatures;
using NetLang.Compiler.Semantics.Sizes;
using NetLang.Compiler.Semantics.Tensors;
using NetLang.Compiler.Semantics.Training;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Syntax;
using NetLang.Compiler.Text;
using NetLang.Runtime;

namespace NetLang.Compiler.Semantics;

/// <summary>
/// Runs the static part of a program: evaluates what is known at compile time and appends nodes for what is not. One
/// elaborator serves one elaboration of a model, for training or for inference, into one <see cref="GraphBuilder"/>.
/// </summary>
public sealed class Elaborator
{
    private readonly Dictionary<LetDeclaration, Environment> topLevelValues = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> randomPaths = [];
    private readonly FrozenVariables frozen;
    private int levels;
    private int scans;

    /// <param name="models">Those that may be called.</param>
    /// <param name="frozen">What training leaves as it is; frozen layers are frozen beside.</param>
    /// <param name="isDefinition">
    /// Whether it checks a definition on its own, where symbols stand for any numbers: see <see cref="Unknowns"/>.
    /// </param>
    public Elaborator(
        CallStack calls,
        bool training,
        Scope root,
        ModelTable models,
        FrozenVariables frozen,
        bool isDefinition = false)
    {
        Calls = calls;
        Training = training;
        Models = models;
        this.frozen = frozen;
        Origins = new DimensionOrigins(Sizes);
        Root = CallContext.At(root);
        Context = Root;
        Expressions = new ExpressionEvaluator(this);
        Application = new Application(this);
        Blocks = new BlockEvaluator(this);
        Patterns = new PatternBinder(this);
        Types = new TypeChecker(this);
        Operators = new Operators(this);
        Variables = new VariableTable();
        Unknowns = new Unknowns(this, isDefinition);
    }

    public GraphBuilder Builder { get; } = new();

    /// <summary>Whether the model is elaborated for training.</summary>
    public bool Training { get; }

    /// <summary>
    /// What <c>training</c> means here: a frozen layer has its inference form, also where the model is trained.
    /// </summary>
    public bool IsTraining => Training && !Context.IsFrozen && !frozen.Include(Context.Scope);

    /// <summary>The params and states declared so far, and what is pending for them.</summary>
    public VariableTable Variables { get; }

    public CallStack Calls { get; }

    /// <summary>The calls that have been elaborated.</summary>
    internal CallLog Written { get; } = new();

    /// <summary>The models of the program, which functions and other models may call.</summary>
    public ModelTable Models { get; }

    public Budget Budget { get; init; } = new();

    /// <summary>Where dimensions were written, for messages.</summary>
    internal DimensionOrigins Origins { get; }

    /// <summary>How axes came to their lengths, for messages.</summary>
    internal AxisSizes Sizes { get; } = new();

    /// <summary>What the program requires of the dimensions that are chosen at run time.</summary>
    public DimFacts Facts { get; } = new();

    /// <summary>Where in the tree of layer instances elaboration is.</summary>
    public CallContext Context { get; private set; }

    /// <summary>The element type that `zeros` and its like take: of the declaration or signature around.</summary>
    public ElementType? ElementType { get; private set; }

    /// <summary>In the body of a scan: how many steps, of all scans around, come before this one.</summary>
    public Dim? ScanPlace { get; private set; }

    /// <summary>The parameter whose update is being elaborated: a <c>state</c> is an optimizer state of it.</summary>
    internal OptimizedParameter? Optimizing { get; set; }

    internal Application Application { get; }

    internal BlockEvaluator Blocks { get; }

    internal PatternBinder Patterns { get; }

    internal TypeChecker Types { get; }

    internal Operators Operators { get; }

    /// <summary>What may hold although nothing proves it.</summary>
    internal Unknowns Unknowns { get; }

    private CallContext Root { get; }

    private ExpressionEvaluator Expressions { get; }

    public Value Evaluate(Expression expression, Environment names)
    {
        if (!Enter(expression.Span))
            return ErrorValue.Instance;
        var outer = Builder.CurrentSpan;
        Builder.CurrentSpan = Calls.UserPlace(expression.Span);
        var value = Expressions.Evaluate(expression, names);
        if (value is NodeValue { Node.Type: var type } && IsTooLarge(type.Shape))
            value = TooLarge(expression.Span, type.Shape.IsStatic ? $"this tensor, {type}," : "this tensor");
        Builder.CurrentSpan = outer;
        Budget.Leave();
        return value;
    }

    /// <summary>Makes a node that comes from a place.</summary>
    public Node At(SourceSpan place, Func<GraphBuilder, Node> make)
    {
        var outer = Builder.CurrentSpan;
        Builder.CurrentSpan = Calls.UserPlace(place);
        var made = make(Builder);
        Builder.CurrentSpan = outer;
        return made;
    }

    /// <summary>Applies a function to one argument after the other.</summary>
    /// <param name="site">The place of the call: layer instances are named by it.</param>
    public Value Apply(Value function, SourceSpan site, params ReadOnlySpan<Argument> arguments)
    {
        foreach (var argument in arguments)
            function = Application.Apply(new Argument(function, site), argument, site);
        return function;
    }

    /// <summary>Evaluates with another place in the tree of layer instances.</summary>
    public T In<T>(CallContext context, Func<T> evaluate)
    {
        var outer = Context;
        Context = context;
        var result = evaluate();
        Context = outer;
        return result;
    }

    /// <summary>Evaluates the body of a scan, or (with null) what is no part of the one around.</summary>
    public T InScan<T>(Dim? place, Func<T> evaluate)
    {
        var outer = ScanPlace;
        ScanPlace = place;
        var result = evaluate();
        ScanPlace = outer;
        return result;
    }

    /// <summary>Evaluates with another element type for <c>zeros</c> and its like; null keeps the one around.</summary>
    public T WithElementType<T>(ElementType? type, Func<T> evaluate)
    {
        var outer = ElementType;
        ElementType = type ?? outer;
        var result = evaluate();
        ElementType = outer;
        return result;
    }

    /// <summary>Reports an error and gives the value that stands for it.</summary>
    public Value Fail(
        DiagnosticDescriptor descriptor,
        SourceSpan span,
        string message,
        string help,
        params ReadOnlySpan<DiagnosticLabel> labels) =>
        Fail(new Diagnostic(descriptor, span, message, [.. labels], help));

    /// <summary>Reports an error and gives the value that stands for it.</summary>
    public Value Fail(Diagnostic mistake)
    {
        Calls.Report(mistake);
        return ErrorValue.Instance;
    }

    /// <summary>Whether no tensor may have the shape.</summary>
    internal bool IsTooLarge(Shape shape) =>
        TensorSize.IsExcessive(shape) && (shape.IsStatic || !Unknowns.AreOpen);

    /// <summary>Reports a shape that no tensor may have.</summary>
    public Value TooLarge(SourceSpan span, string what) => Fail(
        ShapeErrors.TooLarge,
        span,
        $"{what} is too large",
        "use smaller dimensions: a tensor has at most 2^40 elements, and 64 axes");

    /// <summary>Reports a use of a definition in itself.</summary>
    public Value Recursion(string name, SourceSpan span) => Fail(
        NameErrors.Recursion,
        span,
        $"`{name}` uses itself, and there is no recursion in NetLang",
        "use `repeat` for a number of layers, `map` or `fold` over a list");

    /// <summary>
    /// Reports an error that is the caller's: at the call of the function in which it is found. Its author has written in
    /// the message what helps.
    /// </summary>
    public Value FailAtCall(DiagnosticDescriptor descriptor, SourceSpan span, string message, DiagnosticLabel why)
    {
        if (Calls.Innermost is null && Unknowns.AreOpen)
            return ErrorValue.Instance; // there is no caller
        var call = Calls.Innermost ?? span;
        return Fail(new Diagnostic(descriptor, call, message, [why], null));
    }

    /// <summary>
    /// The key of random numbers that are drawn at a place: equal for equal programs, and nowhere used twice.
    /// </summary>
    public ulong RandomKey(SourceSpan site)
    {
        var path = Scope.RandomPath(Context, site);
        for (var again = 2; !randomPaths.Add(path); again++) // a shared layer draws anew in each application
            path = string.Create(CultureInfo.InvariantCulture, $"{Scope.RandomPath(Context, site)}#{again}");
        return Fnv1a(path);
    }

    /// <summary>
    /// Begins a step, to be ended by <see cref="Budget.Leave"/>; false where the program takes too many.
    /// </summary>
    internal bool Enter(SourceSpan span)
    {
        return !Budget.IsExhausted && IsWithin(Budget.Enter(Builder, Facts), span);
    }

    /// <summary>
    /// Takes steps for what a builtin does at once, or for one part of a value that may share parts with itself; false
    /// where the program takes too many.
    /// </summary>
    internal bool Spend(SourceSpan span, int steps = 1) => !Budget.IsExhausted && IsWithin(Budget.Spend(steps), span);

    private bool IsWithin(string? excess, SourceSpan span)
    {
        if (excess is null)
            return true;
        Fail(
            NameErrors.TooMuchWork,
            span,
            $"unrolling this program takes {excess}; it is given up here",
            "use fewer repetitions or shorter lists; `scan` runs over an axis of a tensor without being unrolled");
        return false;
    }

    /// <summary>Whether training leaves a variable that is declared here as it is.</summary>
    internal bool IsFrozen(string path) => Context.IsFrozen || frozen.Include(path);

    /// <summary>What a name's binding means now: top-level values are evaluated, variables read.</summary>
    internal Value Read(Value bound) => bound switch
    {
        DeferredValue deferred => TopLevel(deferred),
        VariableCell cell => cell.Current,
        AmbiguousValue or FileValue => ErrorValue.Instance, // has been reported
        _ => bound,
    };

    /// <summary>
    /// What to write where a value that is a case was given and none is wanted: mostly a name, <c>adam</c> for <c>Adam</c>.
    /// </summary>
    internal string? NameFor(Argument given) => given.Value is CaseValue { Name: var name }
        ? Suggestion.DidYouMean(name, Models.NamesIn(given.Span.Source))
        : null;

    internal int NewLevel() => ++levels;

    internal int NewScan() => scans++;

    /// <summary>FNV-1a of 64 bits: http://www.isthe.com/chongo/tech/comp/fnv/</summary>
    private static ulong Fnv1a(string text) => Encoding.UTF8.GetBytes(text)
        .Aggregate(0xcbf29ce484222325UL, (hash, b) => unchecked((hash ^ b) * 0x100000001b3UL));

    private Value TopLevel(DeferredValue deferred)
    {
        var declaration = deferred.Declaration;
        if (!topLevelValues.TryGetValue(declaration, out var names))
        {
            topLevelValues.Add(declaration, deferred.File); // while it is evaluated: cycles were reported before
            var outer = ElementType;
            ElementType = null; // no signature is around it, wherever it happens to be used first
            names = In(Root, () => InScan(null, () => Blocks.BindValue(
                declaration.Target, declaration.ResultType, declaration.Body, deferred.File)));
            ElementType = outer;
            topLevelValues[declaration] = names;
        }

        return names.Find(deferred.Name) is { } value and not DeferredValue ? value : ErrorValue.Instance;
    }
}

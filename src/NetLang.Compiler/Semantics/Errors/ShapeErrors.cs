using NetLang.Compiler.Diagnostics;

namespace NetLang.Compiler.Semantics.Errors;

/// <summary>NL30xx: shapes and element types.</summary>
public static class ShapeErrors
{
    public static readonly DiagnosticDescriptor MatrixProduct = new(
        "NL3001", Severity.Error, "shapes of a matrix product", """
        In `a @ b` the last dimension of `a` must be the last but one of `b` (its only one, where `b` has one axis).

            x: f32[N, 784], w: f32[128, 784]
            x @ w                          // 784 meets 128
            x @ transpose w                // repaired
        """);

    public static readonly DiagnosticDescriptor Broadcast = new("NL3002", Severity.Error, "shapes do not broadcast", """
        Elementwise operators align shapes at their ends, as NumPy does; two dimensions fit where they are proven equal
        or one of them is 1.

            x: f32[N, 3], b: f32[4]
            x + b                          // 3 meets 4

        Use `expandDims`, `reshape` or `transpose` to bring the axes into place.
        """);

    public static readonly DiagnosticDescriptor ArgumentType = new(
        "NL3003", Severity.Error, "argument does not fit the signature", """
        An argument's element type or shape is not what the signature of the function says. In a signature, `n` stands
        for any dimension (the same wherever it stands), `..` for any run of dimensions, `_` for any one.

            let classify (x: 't[n, 784]) = …
            classify image                 // image: f32[N, 28, 28]
            classify (flatten image)       // repaired
        """);

    public static readonly DiagnosticDescriptor ResultType = new(
        "NL3004", Severity.Error, "result does not fit the signature", """
        The value of a function or a model is not of the type that its signature states.

            model M (x: f32[N, 4]) : f32[N, 3] = dense 2 x   // f32[N, 2]
            model M (x: f32[N, 4]) : f32[N, 3] = dense 3 x   // repaired
        """);

    public static readonly DiagnosticDescriptor FractionalLiteral = new(
        "NL3005", Severity.Error, "fraction with an integer tensor", """
        A number takes the type of the tensor that it meets; a number with a point cannot become an integer.

            labels * 0.5                   // labels: i32[N]
            cast f32 labels * 0.5          // repaired
        """);

    public static readonly DiagnosticDescriptor ElementTypes = new("NL3006", Severity.Error, "element types differ", """
        Tensors of different element types do not mix by themselves: a conversion may lose something, so it is written.

            a + b                          // a: f32[N], b: f64[N]
            a + cast f32 b                 // repaired
        """);

    public static readonly DiagnosticDescriptor TensorDecides = new(
        "NL3007", Severity.Error, "a tensor cannot decide", """
        `if` and `match` are evaluated at compile time, when the numbers in a tensor are not known. Choose elementwise.

            if x > 0.0 then x else 0.0     // x: f32[N]
            where (x > 0.0) x 0.0          // repaired
        """);

    public static readonly DiagnosticDescriptor SymbolDecides = new(
        "NL3008", Severity.Error, "a dimension chosen at run time cannot decide", """
        A symbol such as `N` is a number in tensor arithmetic, but `if`, `match`, `repeat` and list lengths are settled
        at compile time, when it is not known.

            if N > 16 then … else …        // N is the batch

        `require (N > 16) "…"` is another thing: it is checked when N is known, and may be relied upon from there on.
        """);

    public static readonly DiagnosticDescriptor Axis = new("NL3009", Severity.Error, "no such axis", """
        Axes are counted from 0; negative ones from the end.

            sum { axis = 2 } x             // x: f32[N, 3] has axes 0 and 1
            sum { axis = -1 } x            // the last one
        """);

    public static readonly DiagnosticDescriptor Reshape = new(
        "NL3010", Severity.Error, "reshape changes the number of elements", """
        `reshape` keeps all elements in their order, so the products of the dimensions must be proven equal.

            reshape [n; 28; 27] x          // x: f32[n, 784]
            reshape [n; 28; 28] x          // repaired
        """);

    public static readonly DiagnosticDescriptor TypeNotConcrete = new(
        "NL3011", Severity.Error, "type of a model is not settled", """
        A model's inputs have an element type and a number of axes that the signature states: a type with `'t`, `..` or
        `_`, or no type at all, says too little to compile.

            model M (x: 't[.., 4]) = …
            model M (x: f32[N, 4]) = …     // repaired; N is chosen at run time
        """);

    public static readonly DiagnosticDescriptor ElementKind = new(
        "NL3012", Severity.Error, "element type does not suit", """
        An operation is defined for some element types only: `exp` for floats, `not` for bools, `%` for numbers.

            exp labels                     // labels: i32[N]
            exp (cast f32 labels)          // repaired
        """);

    public static readonly DiagnosticDescriptor LiteralRange = new(
        "NL3013", Severity.Error, "number does not fit the type", """
        A number that meets an integer tensor must be one that the tensor's type can hold.

            bytes + 300                    // bytes: u8[N]
            cast i32 bytes + 300           // repaired
        """);

    public static readonly DiagnosticDescriptor TensorIndex = new(
        "NL3014", Severity.Error, "index does not fit the tensor", """
        An index has an item for each axis of the tensor at most, lies inside the axis, and is known at compile time.

            x[0, 5]                        // x: f32[N, 3]
            x[0, 2]                        // repaired

        `..` stands for all axes not named, `_` for one whole axis, `a..b` for a range with both ends included.
        """);

    public static readonly DiagnosticDescriptor UnknownType = new("NL3015", Severity.Error, "unknown type", """
        The element types are f32, f64, f16, bf16, i32, i64, u8 and bool; `'t` stands for any float type. Values that
        are known at compile time are of type int, float, bool or string.
        """);

    public static readonly DiagnosticDescriptor ShapesDiffer = new("NL3016", Severity.Error, "shapes must be equal", """
        An operation needs tensors, or items of a list, of one and the same shape.

            tensor [[1.0; 2.0]; [3.0]]         // rows of two lengths
            tensor [[1.0; 2.0]; [3.0; 4.0]]    // repaired
        """);

    public static readonly DiagnosticDescriptor StorageType = new("NL3017", Severity.Error, "type for storage only", """
        f16 and bf16 are for tensors that are kept or shipped, not for computation, and emitted code does not load or
        store them yet. A tensor of a model is f32, f64, i32, i64, u8 or bool.

            model Net (x: f16[N, 4]) : f16[N, 4] = …
            model Net (x: f32[N, 4]) : f32[N, 4] = …   // repaired; data in a file is converted when it is read
        """);

    public static readonly DiagnosticDescriptor TooLarge = new("NL3018", Severity.Error, "tensor is too large", """
        A tensor has at most 2^40 elements, counting dimensions that are chosen at run time as 1, and its size is no
        longer a polynomial of those than a hundred parts.

            zeros [4000000; 4000000]       // 16 · 10^12 elements
            zeros [4000; 4000]             // repaired
        """);
}

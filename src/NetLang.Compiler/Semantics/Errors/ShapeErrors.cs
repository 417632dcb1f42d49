using NetLang.Compiler.Diagnostics;

namespace NetLang.Compiler.Semantics.Errors;

/// <summary>NL30xx: shapes and element types.</summary>
public static class ShapeErrors
{
    public static readonly DiagnosticDescriptor MatrixProduct = new(
        "NL3001", Severity.Error, "shapes of a matrix product", """
        In `a @ b` the last dimension of `a` must be the last but one of `b` (its only one, where `b` has one axis).
        """)
    {
        Example = new(
            """
            model Net (x: f32[N, 784]) : f32[N, 128] =
                param w : f32[128, 784] = uniformFanIn 784
                x @ w
            """,
            """
            model Net (x: f32[N, 784]) : f32[N, 128] =
                param w : f32[128, 784] = uniformFanIn 784
                x @ transpose w
            """),
    };

    public static readonly DiagnosticDescriptor Broadcast = new("NL3002", Severity.Error, "shapes do not broadcast", """
        Elementwise operators align shapes at their ends, as NumPy does; two dimensions fit where they are proven equal
        or one of them is 1. Use `expandDims`, `reshape` or `transpose` to bring the axes into place.
        """)
    {
        Example = new(
            """
            model Net (x: f32[N, 3]) : f32[N, 3] =
                param bias : f32[4] = zeros
                x + bias
            """,
            """
            model Net (x: f32[N, 3]) : f32[N, 3] =
                param bias : f32[3] = zeros
                x + bias
            """),
    };

    public static readonly DiagnosticDescriptor ArgumentType = new(
        "NL3003", Severity.Error, "argument does not fit the signature", """
        An argument's element type or shape is not what the signature of the function says. In a signature, `n` stands
        for any dimension (the same wherever it stands), `..` for any run of dimensions, `_` for any one.
        """)
    {
        Example = new(
            """
            let classify (x: 't[n, 784]) = dense 10 x

            model Net (image: f32[N, 28, 28]) : f32[N, 10] =
                classify image
            """,
            """
            let classify (x: 't[n, 784]) = dense 10 x

            model Net (image: f32[N, 28, 28]) : f32[N, 10] =
                classify (flatten image)
            """),
    };

    public static readonly DiagnosticDescriptor ResultType = new(
        "NL3004", Severity.Error, "result does not fit the signature", """
        The value of a function or a model is not of the type that its signature states.
        """)
    {
        Example = new(
            """
            model Net (x: f32[N, 4]) : f32[N, 3] =
                dense 2 x
            """,
            """
            model Net (x: f32[N, 4]) : f32[N, 3] =
                dense 3 x
            """),
    };

    public static readonly DiagnosticDescriptor FractionalLiteral = new(
        "NL3005", Severity.Error, "fraction with an integer tensor", """
        A number takes the type of the tensor that it meets; a number with a point cannot become an integer.
        """)
    {
        Example = new(
            """
            model Net (labels: i32[N]) : f32[N] =
                labels * 0.5
            """,
            """
            model Net (labels: i32[N]) : f32[N] =
                cast f32 labels * 0.5
            """),
    };

    public static readonly DiagnosticDescriptor ElementTypes = new("NL3006", Severity.Error, "element types differ", """
        Tensors of different element types do not mix by themselves: a conversion may lose something, so it is written.
        """)
    {
        Example = new(
            """
            model Net (a: f32[N]) (b: f64[N]) : f32[N] =
                a + b
            """,
            """
            model Net (a: f32[N]) (b: f64[N]) : f32[N] =
                a + cast f32 b
            """),
    };

    public static readonly DiagnosticDescriptor TensorDecides = new(
        "NL3007", Severity.Error, "a tensor cannot decide", """
        `if` and `match` are evaluated at compile time, when the numbers in a tensor are not known. Choose elementwise.
        """)
    {
        Example = new(
            """
            model Net (x: f32[N, 3]) : f32[N, 3] =
                if x > 0.0 then x else 0.0
            """,
            """
            model Net (x: f32[N, 3]) : f32[N, 3] =
                where (x > 0.0) x 0.0
            """),
    };

    public static readonly DiagnosticDescriptor SymbolDecides = new(
        "NL3008", Severity.Error, "a dimension chosen at run time cannot decide", """
        A symbol such as `N` is a number in tensor arithmetic, but `if`, `match`, `repeat` and list lengths are settled
        at compile time, when it is not known. `require (N > 16) "…"` is another thing: it is checked when N is known, and
        may be relied upon from there on.
        """)
    {
        Example = new(
            """
            model Net (x: f32[N, 3]) : f32[N, 3] =
                if N > 16 then relu x else x
            """,
            """
            model Net (x: f32[N, 3]) : f32[N, 3] =
                relu x
            """),
    };

    public static readonly DiagnosticDescriptor Axis = new("NL3009", Severity.Error, "no such axis", """
        Axes are counted from 0; negative ones from the end.
        """)
    {
        Example = new(
            """
            model Net (x: f32[N, 3]) : f32[N] =
                sum { axis = 2 } x
            """,
            """
            model Net (x: f32[N, 3]) : f32[N] =
                sum { axis = 1 } x
            """),
    };

    public static readonly DiagnosticDescriptor Reshape = new(
        "NL3010", Severity.Error, "reshape changes the number of elements", """
        `reshape` keeps all elements in their order, so the products of the dimensions must be proven equal.
        """)
    {
        Example = new(
            """
            model Net (x: f32[N, 784]) : f32[N, 28, 28] =
                reshape [N; 28; 27] x
            """,
            """
            model Net (x: f32[N, 784]) : f32[N, 28, 28] =
                reshape [N; 28; 28] x
            """),
    };

    public static readonly DiagnosticDescriptor TypeNotConcrete = new(
        "NL3011", Severity.Error, "type of a model is not settled", """
        A model's inputs have an element type and a number of axes that the signature states: a type with `'t`, `..` or
        `_`, or no type at all, says too little to compile. `N` is chosen at run time.
        """)
    {
        Example = new(
            """
            model Net (x: 't[.., 4]) =
                dense 10 x
            """,
            """
            model Net (x: f32[N, 4]) =
                dense 10 x
            """),
    };

    public static readonly DiagnosticDescriptor ElementKind = new(
        "NL3012", Severity.Error, "element type does not suit", """
        An operation is defined for some element types only: `exp` for floats, `not` for bools, `%` for numbers.
        """)
    {
        Example = new(
            """
            model Net (labels: i32[N]) : f32[N] =
                exp labels
            """,
            """
            model Net (labels: i32[N]) : f32[N] =
                exp (cast f32 labels)
            """),
    };

    public static readonly DiagnosticDescriptor LiteralRange = new(
        "NL3013", Severity.Error, "number does not fit the type", """
        A number that meets an integer tensor must be one that the tensor's type can hold: u8 holds 0 to 255.
        """)
    {
        Example = new(
            """
            model Net (bytes: u8[N, 4]) : i32[N, 4] =
                bytes + 300
            """,
            """
            model Net (bytes: u8[N, 4]) : i32[N, 4] =
                cast i32 bytes + 300
            """),
    };

    public static readonly DiagnosticDescriptor TensorIndex = new(
        "NL3014", Severity.Error, "index does not fit the tensor", """
        An index has an item for each axis of the tensor at most, lies inside the axis, and is known at compile time.
        `..` stands for all axes not named, `_` for one whole axis, `a..b` for a range with both ends included.
        """)
    {
        Example = new(
            """
            model Net (x: f32[N, 3]) : f32[N] =
                x[_, 3]
            """,
            """
            model Net (x: f32[N, 3]) : f32[N] =
                x[_, 2]
            """),
    };

    public static readonly DiagnosticDescriptor UnknownType = new("NL3015", Severity.Error, "unknown type", """
        The element types are f32, f64, f16, bf16, i32, i64, u8 and bool; `'t` stands for any float type. Values that
        are known at compile time are of type int, float, bool or string.
        """)
    {
        Example = new(
            """
            model Net (x: float32[N, 3]) =
                dense 10 x
            """,
            """
            model Net (x: f32[N, 3]) =
                dense 10 x
            """),
    };

    public static readonly DiagnosticDescriptor ShapesDiffer = new("NL3016", Severity.Error, "shapes must be equal", """
        An operation needs tensors, or items of a list, of one and the same shape.
        """)
    {
        Example = new(
            """
            model Net (x: f32[N, 2]) : f32[N, 2] =
                x @ tensor [[1.0; 2.0]; [3.0]]
            """,
            """
            model Net (x: f32[N, 2]) : f32[N, 2] =
                x @ tensor [[1.0; 2.0]; [3.0; 4.0]]
            """),
    };

    public static readonly DiagnosticDescriptor StorageType = new("NL3017", Severity.Error, "type for storage only", """
        f16 and bf16 are for tensors that are kept or shipped, not for computation, and emitted code does not load or
        store them yet. A tensor of a model is f32, f64, i32, i64, u8 or bool; data in a file is converted when it is read.
        """)
    {
        Example = new(
            """
            model Net (x: f16[N, 4]) =
                relu x
            """,
            """
            model Net (x: f32[N, 4]) =
                relu x
            """),
    };

    public static readonly DiagnosticDescriptor TooLarge = new("NL3018", Severity.Error, "tensor is too large", """
        A tensor has at most 64 axes and 2^40 elements, counting dimensions that are chosen at run time as 1, and its size is no
        longer a polynomial of those than a hundred parts.
        """)
    {
        Example = new(
            """
            model Net (x: f32[N, 3]) =
                dense 1000000000000 x
            """,
            """
            model Net (x: f32[N, 3]) =
                dense 1000 x
            """),
    };

    public static readonly DiagnosticDescriptor Window = new(
        "NL3019", Severity.Error, "no room for a window", """
        A window of `size` places that are `dilation` apart reaches over (size - 1) · dilation + 1 of an axis. An axis of n
        has room for ⌊(n - that) / stride⌋ + 1 of them, and there must be one at least. Convolutions and poolings count
        the padding at both ends to n.
        """)
    {
        Example = new(
            """
            model Net (x: f32[N, 4]) =
                max { axis = -1 } (windows 5 x)
            """,
            """
            model Net (x: f32[N, 4]) =
                max { axis = -1 } (windows 3 x)
            """),
    };
}

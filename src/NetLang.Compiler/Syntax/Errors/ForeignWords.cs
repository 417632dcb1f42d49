namespace NetLang.Compiler.Syntax.Errors;

/// <summary>
/// Words of other languages, which are ordinary names here: what to write instead, where one of them turns out to mean
/// nothing or where the parser trips behind it.
/// </summary>
internal static class ForeignWords
{
    private const string Loops = "there are no loops: use `repeat n f x`, `map f xs` and `fold f initial xs`, or `scan` "
        + "over an axis of a tensor";

    private const string Indentation = "a block is what is indented: leave the word out";

    private const string Modules = "layers are functions of the prelude: `x |> dense 10 |> relu`";

    /// <summary>What begins a statement elsewhere.</summary>
    public static string? Statement(string word) => word switch
    {
        "for" or "while" or "foreach" or "do" => Loops,
        "return" or "yield" => "a block gives the value of its last line: leave the word out",
        "lambda" => "a function value is `fun x -> …`",
        "def" or "fn" or "func" or "function" or "var" or "const" or "val" => "a definition is `let name … = …`",
        _ => null,
    };

    /// <summary>What any word stands for; null where it is no word of another language.</summary>
    public static string? Meaning(string word) => Statement(word) ?? word switch
    {
        "begin" or "end" or "pass" => Indentation,
        "and" => "write `&&`",
        "or" => "write `||`",
        "is" => "write `=`",
        "self" or "this" => "parameters are named in the signature, and weights are declared with `param`",
        "none" or "null" or "nil" => "every name has a value: leave an option out, or give it a case such as `Nothing`",
        "print" or "println" or "printfn" =>
            "nothing is printed while a program is compiled: `netlangc summary` shows shapes",
        "nn" or "torch" or "tf" or "keras" or "np" or "numpy" or "jax" => Modules,
        "linear" or "fc" => "the fully connected layer is `dense units`",
        "matmul" or "mm" or "dot" => "the matrix product is `a @ b`",
        "pow" => "a power is `x ** 2.0`",
        "len" or "count" => "write `length xs` for a list, `size x` for a tensor",
        "cat" or "concatenate" => "write `concat [x; y]`",
        "unsqueeze" => "write `expandDims axis x`",
        "view" => "write `reshape [n; 4] x`",
        "randn" => "write `randomNormal [2; 3]`",
        "rand" => "write `randomUniform [2; 3]`",
        "arange" => "write `range n` for a list, `iota axis dims` for a tensor",
        _ => null,
    };
}

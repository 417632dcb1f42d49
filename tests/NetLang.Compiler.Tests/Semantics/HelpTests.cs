using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Semantics;

/// <summary>Mistakes of people who come from other languages: the help says what to write instead.</summary>
public class HelpTests
{
    private const string Trained = "model M (x: f32[N, 4]) : f32[N, 1] = dense 1 x\n";

    [Theory]
    [InlineData("dense 4", "`dense` takes 2 arguments: give it one more")]
    [InlineData("dense(4, x)", "arguments stand behind each other, without commas: `dense units x`")]
    [InlineData("leakyRelu x { slope = 0.1 }", "options are given once, before the last argument: `leakyRelu { slope = 0.1 } …`")]
    [InlineData("relu x x", "an argument that is itself a call needs parentheses: `f (g x)`")]
    [InlineData("x [0]", "to index, write no blank before the bracket: `x[0]`")]
    [InlineData("Dense 4 x", "did you mean `dense`?")]
    [InlineData("gelu { approximate = Tahn } x", "did you mean `Tanh`?")]
    [InlineData("gelu { approximate = tanh } x", "the cases are `Exact`, `Tanh`")]
    [InlineData("leakyRelu { slope = 0.1 } { slope = 0.2 } x", "give all options in one record")]
    [InlineData("x + dense 4", "give it the rest of its arguments, in parentheses")]
    [InlineData("x[.., ..]", "write `_` for one whole axis")]
    [InlineData("range -1", "it counts from 0: give it a number that is not negative")]
    [InlineData("true && 3", "compare it with something to get a bool: `… > 0`")]
    [InlineData("x * K", "an upper-case name is a dimension only in the signature and body of a model")]
    [InlineData("reshape [-1; 2] x", "name the dimension: `[N; …]` for the batch")]
    [InlineData("share 3", "write, for example, `share (dense 10)`")]
    [InlineData("x |> named \"a\" 3", "write, for example, `named \"head\" (dense 10)`")]
    [InlineData("permute 1 x", "write, for example, `permute [1; 0] x`")]
    [InlineData("repeat (sum x) relu x", "a tensor is known when the model runs only; write, for example, `repeat 2 (dense 64) x`")]
    [InlineData("dense { unit = 3 } 4 x", "write the number alone: `dense 3 …`")]
    [InlineData("dense { unit = 3 } x", "write the number alone: `dense 3 …`")]
    [InlineData("dense { unit = 3.0 } x", "write `dense units x`")]
    [InlineData("dense 4 5", "a call is written `dense units x`, in this order")]
    [InlineData("sum { axis = \"rows\" } x", "write `{ axis = 1 }`, or `{ axis = -1 }` for the last")]
    [InlineData("sum { axis = [0; 0] } x", "name it once: `0`")]
    [InlineData("squeeze 1 x", "one place of that axis is `x[_, 0]`, all of it together `sum { axis = 1 } x`")]
    [InlineData("squeeze 0 (expandDims 1 x)", "axis 1 is of dimension 1: `squeeze 1 …`")]
    [InlineData("transpose x[.., 0]", "a vector becomes a column with `expandDims 1 …`")]
    [InlineData("pad [(1, 2)] x", "for the last axes write `pad [(0, 0); (1, 2)]`")]
    [InlineData("concat []", "write, for example, `concat [x; y]`")]
    [InlineData("zip [1; 2; 3] [1]", "give both 1 items, or both 3")]
    [InlineData("sqrt \"2.0\"", "write the number without quotes: `2.0`")]
    [InlineData("sqrt [2.0; 3.0]", "make a tensor of the list")]
    [InlineData("float (x > 0.0)", "tensors are converted with `cast f32 …`")]
    [InlineData("[1; 2][x]", "places in a tensor are taken from another with `gather index x`")]
    [InlineData("scan (fun () (a, b) -> ((), a)) () (x, x[_, 0..2])", "take as many steps of the longer one: `[_, 0..2, ..]` behind it")]
    [InlineData("relu", "apply the function to an input: `f x`")]
    [InlineData("[x; x]", "write several outputs as a tuple: `(a, b)`")]
    public void In_a_model(string expression, string help) => AssertHelp($"model M (x: f32[N, 4]) = {expression}", help);

    [Theory]
    [InlineData("optimizer = adam 0.001", "the learning rate is the schedule's: `schedule = constantRate 1e-3`")]
    [InlineData("optimizer = sgd { lr = 0.1 }", "the learning rate is the schedule's: `schedule = constantRate 1e-3`")]
    [InlineData("schedule = fun step -> 0.1", "write `schedule = fun step total -> …`")]
    [InlineData("schedule = constantRate", "give it its other arguments: `schedule = constantRate …`")]
    [InlineData("schedule = \"a\"", "write `schedule = fun step total -> …`")]
    [InlineData("schedule = fun step total -> \"a\"", "a schedule is a function such as `fun step total -> 0.1 / step`")]
    [InlineData("optimizer = Adam", "did you mean `adam`?")]
    [InlineData("schedule = Cosine", "did you mean `cosine`?")]
    [InlineData("metrics = [Accuracy]", "did you mean `accuracy`?")]
    [InlineData("optimizer = 3 > 2", "write, for example, `optimizer = adam`")]
    [InlineData("metrics = 3", "write `metrics = [accuracy]`")]
    [InlineData("clip = 1.0", "write `clip = clipByGlobalNorm 1.0`")]
    [InlineData("data = 3", "write `data = csv { target = \"price\" } \"houses.csv\"`")]
    [InlineData("epochs = 2.5", "write, for example, `epochs = 2`")]
    [InlineData("batch = \"all\"", "write, for example, `batch = 1`")]
    public void In_train(string field, string help) => AssertHelp(Trained + $"train M = {{ loss = mse; {field} }}", help);

    [Fact]
    public void A_loss_in_upper_case() => AssertHelp(
        "model M (x: f32[N, 4]) : f32[N, 1] = dense 1 x\ntrain M = { loss = Mse }", "did you mean `mse`?");

    [Fact]
    public void Lower_case_symbols() => AssertHelp(
        "model M (x: f32[n, 4]) = x", "write `N`, or define a number: `let n = …`");

    [Theory]
    [InlineData("state s : f32[4] = zeros\n    s <- x", "bring it to that shape, for example with a mean over the batch")]
    [InlineData("state s : f64[N] = zeros\n    s <- x", "give N a number in the model's signature")]
    [InlineData("param s : i32[4] = zeros", "keep it as it is with `state s`, or declare it as f32")]
    [InlineData("let s : f32[4] = zeros", "give it its argument: `zeros …`")]
    public void In_a_block(string lines, string help) => AssertHelp($"model M (x: f32[N, 4]) =\n    {lines}\n    x", help);

    [Theory]
    [InlineData("let f (x: 't[n]) =\n    require (sum x) \"…\"\n    x", "require something of its dimensions: `require (n % 2 = 0) \"…\"`")]
    [InlineData("let f (x: 't[n]) =\n    require 3 \"…\"\n    x", "compare it with something: `require (n > 0) \"…\"`")]
    [InlineData("let f (x: 't[a, b]) : 't[a, 2 * b] = concat [x; x; x]", "state what comes out, `'t[a, 3 * b]`, or change it")]
    [InlineData("let f (x: 't[a, b]) : 't[a] = x", "state what comes out, `'t[a, b]`, or change it: take an axis away")]
    [InlineData("let f (x: 't[b]) : 't[b, 3] = x", "`expandDims 1 …` adds an axis behind the batch")]
    [InlineData("let f (x: 't[a, b]) : ('t[a, b], 't[a, b]) = x", "write 2 values in parentheses: `(…, …)`")]
    [InlineData("let f (x: 't[a, b]) : 't[a, b] = [1; 2]", "make a tensor of the list: `tensor [1.0; 2.0]`")]
    [InlineData("let f (k: int) = k\nlet g = f 2.5", "write it without a point, or cut it: `int 3.7` is 3")]
    [InlineData("let [a; b] = [1; 2; 3]", "write 3 items in the pattern, with `_` for what is not needed")]
    public void In_a_definition(string text, string help) => AssertHelp(text, help);

    [Fact]
    public void Inputs_with_commas() => AssertHelp(
        "model M (x: f32[N, 4], y: f32[N]) = x", "write `(x: f32[N, 4]) (y: f32[N])`");

    [Fact]
    public void A_variable_of_the_prelude_that_is_not_trained_is_shown_at_the_call()
    {
        var (_, diagnostics) = Programs.Analyze("model M (x: f32[N, 4]) = if training then x else dense 4 x");
        var error = Assert.Single(diagnostics.All);
        Assert.Equal(("NL2107", "dense"), (error.Code, error.Span!.Value.Text));
    }

    [Fact]
    public void A_choice_between_tensors_in_each_step() => AssertHelp(
        Trained + """
            optimizer two (w, g, rate, step) =
                w <- if step < 10 then w - g else w - rate * g
            train M = { loss = mse; optimizer = two }
            """,
        "choose a number, or between tensors: `where condition thenValue elseValue`");

    [Theory]
    [InlineData("loss = mse; metrics = [accuracy]", "accuracy")]
    [InlineData("loss = fun o (t: f32[]) -> mse o o", "t: f32[]")]
    public void What_the_prelude_refuses_is_shown_where_the_user_wrote_it(string fields, string place)
    {
        var (_, diagnostics) = Programs.Analyze(Trained + $"train M = {{ {fields} }}");
        Assert.Equal(place, Assert.Single(diagnostics.All).Span!.Value.Text);
    }

    [Fact]
    public void A_loss_of_the_prelude_that_fits_no_target_is_shown_where_it_is_given()
    {
        var (_, diagnostics) = Programs.Analyze("""
            model M (x: f32[N, 4]) : f32[N] = (dense 1 x)[.., 0]
            train M = { loss = crossEntropy }
            """);
        var error = Assert.Single(diagnostics.All);
        Assert.Equal("NL4010", error.Code);
        Assert.Equal("crossEntropy", error.Span!.Value.Text);
    }

    [Fact]
    public void Nothing_is_reported_behind_an_unmet_requirement()
    {
        var (_, diagnostics) = Programs.Analyze("""
            let split heads (x: 't[b, d]) =
                require (d % heads = 0) "heads = {heads} must divide {d}"
                reshape [b; heads; d / heads] x
            model M (x: f32[N, 10]) = split 3 x
            """);
        Assert.Equal("heads = 3 must divide 10", Assert.Single(diagnostics.All).Message);
    }

    private static void AssertHelp(string text, string help)
    {
        var (_, diagnostics) = Programs.Analyze(text);
        Assert.Contains(help, Assert.Single(diagnostics.All).Help!, StringComparison.Ordinal);
    }
}

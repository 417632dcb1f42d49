using System.Globalization;

namespace NetLang.Compiler.Tests.Formatting;

/// <summary>
/// A model of random parts, each of which takes and gives f32[N, 4]. Its text is tidy, or in a random layout: steps of
/// indentation, blanks, empty lines and comments. The layout does not change what the program says.
/// </summary>
/// <param name="content">Chooses what the program says.</param>
/// <param name="layout">Chooses its layout; null for a tidy one.</param>
internal sealed class RandomProgram(Random content, Random? layout)
{
    private readonly List<string> names = ["y0"];
    private int made;

    public string Text()
    {
        var step = Step();
        return Comments() + $"model M{Blank()}(x: f32[N, 4]) :{Blank()}f32[N, 4] ={End()}{Pad(step)}let y0 ={Blank()}dense 4 x{End()}{Block(4, step)}{End()}"
            + $"train M ={End()}{Pad(step)}{{ loss{Blank()}= mse{End()}{Pad(step + 2)}optimizer = adam "
            + $"{{ beta1 = 0.8{Separator()}beta2 = 0.9 }} }}{End()}";
    }

    /// <summary>Statements and a result, from a column on.</summary>
    private string Block(int depth, int column)
    {
        var known = names.Count;
        var lines = "";
        for (var count = content.Next(3); count > 0 && depth > 0; count--)
            lines += Pad(column) + Statement(depth - 1, column) + End();
        lines += Pad(column) + Result(depth, column);
        names.RemoveRange(known, names.Count - known);
        return lines;
    }

    private string Statement(int depth, int column)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"y{++made}");
        var inner = column + Step();
        var text = content.Next(4) switch
        {
            0 => $"let {name} ={Blank()}{Value(depth)}",
            1 => $"let {name} ={End()}{Block(depth, inner)}",
            2 => $"let ({name},{Blank()}_) = ({Value(depth)},{Blank()}{Value(depth)})",
            _ => $"let {name} = {{ scale = 2.0{Separator()}shift ={Blank()}{Value(depth)} }}.shift",
        };
        names.Add(name);
        return text;
    }

    private string Result(int depth, int column)
    {
        var inner = column + Step();
        return (depth == 0 ? 0 : content.Next(6)) switch
        {
            1 => $"{Value(depth - 1)}{End()}{Pad(column)}|> relu{End()}{Pad(column)}|>{Blank()}dense 4",
            2 => $"if 2 > 1 then{End()}{Block(depth - 1, inner)}{End()}{Pad(column)}else{End()}{Block(depth - 1, inner)}",
            3 => $"[ {Value(depth - 1)}{End()}{Pad(column + 2)}{Value(depth - 1)} ]{End()}"
                + $"{Pad(column)}|> fold (fun sum y -> sum + y){Blank()}y0",
            4 => $"{Value(depth - 1)}{End()}{Pad(column)}|> fun y ->{End()}{Pad(inner)}y +{Blank()}{Value(depth - 1)}",
            5 => $"match{Blank()}2 with{End()}{Pad(column)}| 0 ->{Blank()}{Value(depth - 1)}{End()}"
                + $"{Pad(column)}| _ ->{End()}{Block(depth - 1, inner)}",
            _ => Value(depth),
        };
    }

    /// <summary>An operand or argument on one line.</summary>
    private string Value(int depth) => (depth == 0 ? 0 : content.Next(9)) switch
    {
        1 => $"({Value(depth - 1)}{Blank()}+{Blank()}{Value(depth - 1)} *{Blank()}2.0)",
        2 => $"(tanh{Blank()}{Value(depth - 1)} - 1.5e-1)",
        3 => $"(-{Value(depth - 1)})",
        4 => $"({Value(depth - 1)}{Blank()}|> (dense 8 >> relu) |>{Blank()}named \"head{++made}\" (dense 4))",
        5 => $"(if 2 > 1 then{Blank()}{Value(depth - 1)} else{Blank()}{Value(depth - 1)})",
        6 => $"(repeat 2{Blank()}(fun y -> y +{Blank()}{Value(depth - 1)}){Blank()}{Value(depth - 1)})",
        7 => $"{names[content.Next(names.Count)]}[..,{Blank()}0..3]",
        8 => $"(fold (fun y (n,{Blank()}m) -> y * float (n % m)) {Value(depth - 1)} [(3, 2){Separator()}(5, 4)])",
        _ => names[content.Next(names.Count)],
    };

    private string Blank() => Choose(" ", "  ", " (* b *) ", "     ");

    private string Separator() => Choose("; ", ";", " ;  ", "; (* of (* two *) *) ");

    private string End() => Choose("", " // behind", "   ", " (* b *)") + "\n" + Comments();

    private string Comments() => Choose("", "", "\n", "// above\n", "        // right\n", "\n\n(* over\n     lines *)\n");

    private int Step() => layout is null ? 4 : 1 + layout.Next(6);

    private static string Pad(int column) => new(' ', column);

    /// <summary>The first, where the layout is tidy, and most often else.</summary>
    private string Choose(params ReadOnlySpan<string> texts) =>
        layout is null || layout.Next(2) == 0 ? texts[0] : texts[layout.Next(texts.Length)];
}

using System.Globalization;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Values;
using NetLang.Runtime.Data;

namespace NetLang.Compiler.Semantics.Builtins;

/// <summary>Data augmentation: changes to examples that are trained on, others in each epoch.</summary>
internal static class RandomDataTransforms
{
    private static readonly FloatValue Zero = new(0);
    private static readonly FloatValue Half = new(0.5);

    public static IEnumerable<BuiltinFunction> Table { get; } =
    [
        new("randomCrop", 2, "randomCrop { padding = 4 } 32 (imageFolder \"train\")", Crop)
        {
            Options = BuiltinFunction.Defaults(("padding", new IntValue(0)), ("fill", Zero)),
        },
        new("randomHorizontalFlip", 1, "randomHorizontalFlip (imageFolder \"train\")", call => Flip(call, p => new RandomHorizontalFlipTransform(p, null)))
        {
            Options = BuiltinFunction.Defaults(("probability", Half)),
        },
        new("randomVerticalFlip", 1, "randomVerticalFlip (imageFolder \"train\")", call => Flip(call, p => new RandomVerticalFlipTransform(p, null)))
        {
            Options = BuiltinFunction.Defaults(("probability", Half)),
        },
        new("randomRotation", 2, "randomRotation 15 (imageFolder \"train\")", call =>
            InRange(call, call.Arguments[0], "number of degrees", 0, 180) is { } degrees && Fill(call) is { } fill
                ? DataTransforms.Transform(call, 1, new RandomRotationTransform(degrees, fill, null))
                : ErrorValue.Instance)
        {
            Options = BuiltinFunction.Defaults(("fill", Zero)),
        },
        new("randomTranslation", 2, "randomTranslation 0.1 (imageFolder \"train\")", call =>
            InRange(call, call.Arguments[0], "share of height and width", 0, 1) is { } share && Fill(call) is { } fill
                ? DataTransforms.Transform(call, 1, new RandomTranslationTransform(share, fill, null))
                : ErrorValue.Instance)
        {
            Options = BuiltinFunction.Defaults(("fill", Zero)),
        },
        new("randomBrightness", 2, "randomBrightness 0.2 (imageFolder \"train\")", call =>
            InRange(call, call.Arguments[0], "amount", 0, 1) is { } amount
                ? DataTransforms.Transform(call, 1, new RandomBrightnessTransform(amount, null))
                : ErrorValue.Instance),
        new("randomContrast", 2, "randomContrast 0.2 (imageFolder \"train\")", call =>
            InRange(call, call.Arguments[0], "amount", 0, 1) is { } amount
                ? DataTransforms.Transform(call, 1, new RandomContrastTransform(amount, null))
                : ErrorValue.Instance),
        new("cutout", 2, "cutout 8 (imageFolder \"train\")", call =>
            Pixels(call, call.Arguments[0], "size", 1) is { } size && Fill(call) is { } fill
                ? DataTransforms.Transform(call, 1, new CutoutTransform(size, fill, null))
                : ErrorValue.Instance)
        {
            Options = BuiltinFunction.Defaults(("fill", Zero)),
        },
        new("mixup", 2, "mixup 0.2 (imageFolder \"train\")", call =>
            InRange(call, call.Arguments[0], "alpha", 1e-3, 1e3) is { } alpha
                ? DataTransforms.Transform(call, 1, new MixupTransform(alpha))
                : ErrorValue.Instance),
    ];

    private static Value Flip(BuiltinCall call, Func<double, DataTransform> make) =>
        InRange(call, Option(call, "probability"), "option `probability`", 0, 1) is { } probability
            ? DataTransforms.Transform(call, 0, make(probability))
            : ErrorValue.Instance;

    /// <summary>The size is a number of pixels, or height and width.</summary>
    private static Value Crop(BuiltinCall call)
    {
        var (height, width) = call[0] switch
        {
            TupleValue { Items: [var first, var second] } => (call.Arguments[0] with { Value = first }, call.Arguments[0] with { Value = second }),
            ListValue { Items: [var first, var second] } => (call.ItemOf(0, first), call.ItemOf(0, second)),
            _ => (call.Arguments[0], call.Arguments[0]),
        };
        return Pixels(call, height, "size", 1) is { } rows
            && Pixels(call, width, "size", 1) is { } columns
            && Pixels(call, Option(call, "padding"), "option `padding`", 0) is { } padding
            && Fill(call) is { } fill
                ? DataTransforms.Transform(call, 1, new RandomCropTransform(rows, columns, padding, fill, null))
                : ErrorValue.Instance;
    }

    private static double? Fill(BuiltinCall call) =>
        InRange(call, Option(call, "fill"), "option `fill`", float.MinValue, float.MaxValue);

    private static Argument Option(BuiltinCall call, string name) => new(call.Options[name]!, call.SpanOf(name));

    private static int? Pixels(BuiltinCall call, Argument argument, string role, int least)
    {
        if (argument.Value is IntValue { Value: <= short.MaxValue and var pixels } && pixels >= least)
            return (int)pixels;
        call.Mismatch(argument, role, $"a number of pixels from {least} to {short.MaxValue}");
        return null;
    }

    private static double? InRange(BuiltinCall call, Argument argument, string role, double least, double most)
    {
        double? number = argument.Value switch
        {
            FloatValue value => value.Value,
            IntValue value => value.Value,
            _ => null,
        };
        if (number >= least && number <= most)
            return number;
        if (number is null)
        {
            call.Mismatch(argument, role, "a number that is known at compile time");
            return null;
        }

        call.Elaborator.Fail(
            TrainErrors.DataDescription,
            argument.Span,
            string.Create(CultureInfo.InvariantCulture, $"the {role} of `{call.Function.Name}` is {number}, and it is from {least} to {most}"),
            $"write, for example, `{call.Function.Example}`");
        return null;
    }
}

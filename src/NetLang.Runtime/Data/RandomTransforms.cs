using NetLang.Runtime.Data.Rows;

namespace NetLang.Runtime.Data;

/// <summary>The steps that random transforms add to columns.</summary>
internal static class RandomTransforms
{
    /// <param name="number">How many transforms stand before this one.</param>
    /// <exception cref="NetLangException">The column holds no images, or none of such a size.</exception>
    public static DataColumn Apply(RandomTransform transform, DataColumn column, int number)
    {
        var image = ImageShape.Of(column, transform.Name);
        int[] row = [.. column.RowShape];
        return column.Then(transform switch
        {
            RandomCropTransform crop => Crop(crop, column, image, number),
            RandomHorizontalFlipTransform flip => new FlipStep(number, row, image, isHorizontal: true, flip.Probability),
            RandomVerticalFlipTransform flip => new FlipStep(number, row, image, isHorizontal: false, flip.Probability),
            RandomRotationTransform turn => new RotationStep(number, row, image, turn.Degrees, (float)turn.Fill),
            RandomTranslationTransform move => new TranslationStep(
                number,
                row,
                new(image, image.Height, image.Width, (float)move.Fill),
                (int)Math.Round(move.Share * image.Height),
                (int)Math.Round(move.Share * image.Width)),
            RandomBrightnessTransform brightness => new BrightnessStep(number, row, brightness.Amount),
            RandomContrastTransform contrast => new ContrastStep(number, row, contrast.Amount),
            CutoutTransform cutout => new CutoutStep(number, row, image, cutout.Size, (float)cutout.Fill),
            _ => throw new ArgumentException($"nothing applies {transform.GetType().Name}"),
        });
    }

    /// <exception cref="NetLangException">There is a mixture already.</exception>
    public static Dataset Mix(MixupTransform mixup, Dataset data, int number)
    {
        if (data.Columns.Any(column => Array.Exists(column.Steps, step => step is MixupStep)))
            throw new NetLangException(
                DataErrors.BadTransform, "mixup stands twice behind one source", "leave one of them out");
        return new([.. data.Columns.Select(c => c.Then(new MixupStep(number, [.. c.RowShape], mixup.Alpha)))]);
    }

    private static CropStep Crop(RandomCropTransform crop, DataColumn column, ImageShape image, int number)
    {
        if (crop.Height > image.Height + (2L * crop.Padding) || crop.Width > image.Width + (2L * crop.Padding))
            throw new NetLangException(
                DataErrors.BadTransform,
                $"randomCrop takes {crop.Height}x{crop.Width} pixels of images of {image.Height}x{image.Width}"
                + (crop.Padding > 0 ? $" with {crop.Padding} around them" : ""),
                "take fewer, or more padding: `randomCrop { padding = 4 } 32`");
        return new(
            number,
            ImageShape.Resized(column.RowShape, crop.Height, crop.Width),
            new(image, crop.Height, crop.Width, (float)crop.Fill),
            crop.Padding);
    }
}

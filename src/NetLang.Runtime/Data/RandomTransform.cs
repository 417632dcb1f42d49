namespace NetLang.Runtime.Data;

/// <summary>
/// A change to examples that are trained on, another one in each epoch. Its random numbers depend on seed, epoch, the
/// example's number, and the transform's place behind its source. Examples to measure or predict stay as they are, but
/// that <c>randomCrop</c> takes the middle of them.
/// </summary>
/// <param name="Name">What programs call it.</param>
public abstract record RandomTransform(string Name, string? Column) : DataTransform(Column);

/// <summary><c>randomCrop { padding = 4 } 32</c>: a part of the image with what is filled around it.</summary>
/// <param name="Padding">Pixels that are filled on each side before.</param>
public sealed record RandomCropTransform(int Height, int Width, int Padding, double Fill, string? Column)
    : RandomTransform("randomCrop", Column);

/// <summary><c>randomHorizontalFlip</c>: exchanges left and right.</summary>
public sealed record RandomHorizontalFlipTransform(double Probability, string? Column)
    : RandomTransform("randomHorizontalFlip", Column);

/// <summary><c>randomVerticalFlip</c>: exchanges top and bottom.</summary>
public sealed record RandomVerticalFlipTransform(double Probability, string? Column)
    : RandomTransform("randomVerticalFlip", Column);

/// <summary><c>randomRotation 15</c>: turns around the middle, by up to so many degrees either way.</summary>
public sealed record RandomRotationTransform(double Degrees, double Fill, string? Column)
    : RandomTransform("randomRotation", Column);

/// <summary><c>randomTranslation 0.1</c>: moves by up to a share of height and width, in whole pixels.</summary>
public sealed record RandomTranslationTransform(double Share, double Fill, string? Column)
    : RandomTransform("randomTranslation", Column);

/// <summary><c>randomBrightness 0.2</c>: multiplies by 1 - 0.2 to 1 + 0.2.</summary>
public sealed record RandomBrightnessTransform(double Amount, string? Column)
    : RandomTransform("randomBrightness", Column);

/// <summary><c>randomContrast 0.2</c>: multiplies the distance from the image's mean by 1 - 0.2 to 1 + 0.2.</summary>
public sealed record RandomContrastTransform(double Amount, string? Column)
    : RandomTransform("randomContrast", Column);

/// <summary><c>cutout 8</c>: fills a square.</summary>
/// <param name="Size">The length of its sides.</param>
public sealed record CutoutTransform(int Size, double Fill, string? Column)
    : RandomTransform("cutout", Column);

/// <summary>
/// <c>mixup 0.2</c>: mixes all columns with those of another example. The share is of the distribution Beta(alpha, alpha).
/// </summary>
public sealed record MixupTransform(double Alpha)
    : RandomTransform("mixup", null);

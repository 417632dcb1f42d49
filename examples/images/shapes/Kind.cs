namespace Shapes;

/// <summary>What an image may show: ten kinds to learn, in the order of their labels, and six others.</summary>
public enum Kind
{
    Disc,
    Ring,
    Square,
    Frame,
    Triangle,
    Plus,
    Bar,
    Crescent,
    Star,
    Dumbbell,

    Cross,
    HalfDisc,
    Corner,
    Tee,
    Chevron,
    Stripes,
}

/// <summary>Kinds that follow each other: the classes of one set of images.</summary>
public sealed record KindSet(Kind First, int Count)
{
    public static KindSet Ten { get; } = new(Kind.Disc, 10);

    public static KindSet Others { get; } = new(Kind.Cross, 6);
}

using System.Globalization;
using Shapes;

// Shapes FOLDER [TRAIN [TEST]]: writes so many images to learn from and to test with.
if (args.Length is < 1 or > 3)
{
    Console.Error.WriteLine("usage: Shapes FOLDER [TRAIN [TEST]]");
    return 2;
}

ShapeFiles.Write(args[0], Count(1, 10_000), Count(2, 2_000));
return 0;

int Count(int place, int otherwise) =>
    args.Length > place ? int.Parse(args[place], CultureInfo.InvariantCulture) : otherwise;

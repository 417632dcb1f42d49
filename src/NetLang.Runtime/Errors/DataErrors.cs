namespace NetLang.Runtime;

/// <summary>Errors in data: files, columns, values.</summary>
public static class DataErrors
{
    /// <summary>There is no such file.</summary>
    public static readonly RuntimeError MissingFile = new(
        "NL4501",
        "data file not found",
        """
        A file that `data` or `validate` names does not exist. Paths are relative to the folder of the `.net` file
        in netlangc (another folder: `--data DIR`), and to `ModelOptions.DataDirectory` in an app.
        """);

    /// <summary>The file exists but the system does not let it be read.</summary>
    public static readonly RuntimeError UnreadableFile = new(
        "NL4502",
        "data file cannot be read",
        "The system refused to read the file; its own words are in the message. Check permissions and the disk.");

    /// <summary>The file ends before what its header promises.</summary>
    public static readonly RuntimeError TruncatedFile = new(
        "NL4503",
        "data file is truncated",
        """
        The header of the file (IDX, NPY, an image) says how many values follow, and there are fewer. Most often a download
        was interrupted: fetch the file again.
        """);

    /// <summary>The file is not in the format that the source names.</summary>
    public static readonly RuntimeError WrongFormat = new(
        "NL4504",
        "data file has another format",
        """
        `idx` reads IDX files (plain or gzip), `npy` reads little-endian NumPy arrays in C order of f4, f8, i4, i8,
        u1 or b1, `csv` reads comma-separated text after RFC 4180, `cifar10` the binary version of CIFAR-10, and `imageFolder`
        PNG (not interlaced), PGM and PPM. Texts are UTF-8, a vocabulary has a word a line, and `gpt2` reads the two files that were
        published with GPT-2. JPEG is not read: convert such images to PNG. From NumPy, save such an array with
        `np.save("x.npy", np.ascontiguousarray(x, dtype="<f4"))`.
        """);

    /// <summary>A field of a CSV file is not a number.</summary>
    public static readonly RuntimeError NotANumber = new(
        "NL4505",
        "field is not a number",
        """
        Every field of a CSV file must be a number with a decimal point (`1.5`, `-2e-3`), the header apart. Encode
        categories as numbers and fill or drop missing values before training.
        """);

    /// <summary>A row has more or fewer values than the others.</summary>
    public static readonly RuntimeError WrongColumnCount = new(
        "NL4506",
        "wrong number of columns",
        """
        Every row must have as many values as the header (or the first row). A comma within a value needs quotes
        around it: `"1,5"`.
        """);

    /// <summary>No column has the name given.</summary>
    public static readonly RuntimeError UnknownColumn = new(
        "NL4507",
        "no such column",
        """
        `target = "price"` and `on "price"` name a column, spelt as in the header of the file. Without a header the
        columns are called `column1`, `column2`, …
        """);

    /// <summary>NaN or an infinity stands in the data.</summary>
    public static readonly RuntimeError NotFinite = new(
        "NL4508",
        "NaN or infinity in the data",
        """
        One value that is not finite makes every weight NaN within a step. Drop such rows, or fill the value in,
        before training.
        """);

    /// <summary>A label or an index is not one of those that the model knows.</summary>
    public static readonly RuntimeError LabelOutOfRange = new(
        "NL4509",
        "label or index out of range",
        """
        Labels count classes from 0: with 10 outputs they are 0 to 9. Indices count the rows of what `gather` takes them
        from, in the same way. Those that count from 1 must be lowered by one; for more classes, widen the model's last
        layer; for more rows, lengthen the table.
        """);

    /// <summary>A value would change by conversion to the declared type.</summary>
    public static readonly RuntimeError LossyConversion = new(
        "NL4510",
        "value does not fit the declared type",
        """
        Each column converts to the type that the model declares, but only where no value changes (rounding a float to
        a narrower float apart): 1.5 is no i32, and 300 is no u8. Declare another type, or correct the data.
        """);

    /// <summary>Columns have different numbers of rows.</summary>
    public static readonly RuntimeError CountMismatch = new(
        "NL4511",
        "columns of different lengths",
        "Every column must have one row an example: as many labels as images. Check that the files belong together.");

    /// <summary>The rows of a column do not have the shape of the tensor that they feed.</summary>
    public static readonly RuntimeError ShapeMismatch = new(
        "NL4512",
        "rows do not fit the shape",
        """
        A row of a column must have as many values as the tensor that it feeds has for one example: [28, 28] images
        fit [N, 784] and [N, 1, 28, 28]. Change the signature of the model, or the data.
        """);

    /// <summary>There are more or fewer columns than inputs and targets.</summary>
    public static readonly RuntimeError ColumnsDoNotMatch = new(
        "NL4513",
        "columns do not match the model",
        """
        Columns feed the inputs of the model by name, else by position; the rest feed the loss, in order. So a model
        with one input and a loss with one target needs two columns.
        """);

    /// <summary>There are no examples.</summary>
    public static readonly RuntimeError Empty = new(
        "NL4514",
        "no examples",
        "The data have no rows (or `split` left one side without any), so there is nothing to train on or measure.");

    /// <summary>A transform cannot be applied to its column.</summary>
    public static readonly RuntimeError BadTransform = new(
        "NL4515",
        "transform does not fit the column",
        """
        `oneHot k` needs a column of whole numbers from 0 to k - 1, one a row; `split f` needs a fraction between 0
        and 1.
        """);

    /// <summary>The images of a folder have different sizes.</summary>
    public static readonly RuntimeError ImageSizesDiffer = new(
        "NL4516",
        "images of different sizes",
        """
        All images of a source make one column, whose rows have one shape. Bring them to one size first, with an image
        editor or a tool such as `mogrify -resize 64x64!`.
        """);

    /// <summary>The data are more than a column holds.</summary>
    public static readonly RuntimeError TooLarge = new(
        "NL4517",
        "too many data",
        """
        A column holds 2,147,483,591 values at most, and images are kept in memory, a byte a value: 14,000 colour images of
        224x224 pixels, or 700,000 of 32x32. Make the images smaller, or take fewer. Texts and series are kept in memory too: a
        token takes 16 bytes while it is read, a number of a window 16; a larger `stride` makes fewer windows.
        """);

    /// <summary>The folders of training and validation data have different classes.</summary>
    public static readonly RuntimeError ClassesDiffer = new(
        "NL4518",
        "folders or files of different classes",
        """
        In a folder of images, a label is the place of its sub-folder among all of them, in order. So the folder to validate
        with needs the sub-folders of the one to learn from: with one more or less, labels would mean other classes. It is the
        same with the labels of two files of `labelledText`; `split` of one file keeps the numbers.
        """);

    /// <summary>Something in a text is no token.</summary>
    public static readonly RuntimeError UnknownToken = new(
        "NL4519",
        "not in the alphabet or vocabulary",
        """
        `characters "abc"` knows the characters that it names, and `words "vocabulary.txt"` the words of that file; case
        counts. Add what is missing, or say which token stands for all that is not there: `characters { unknown = "?" }
        "abc?"`. `Bytes` knows every text.
        """);

    /// <summary>A text has more tokens than its row.</summary>
    public static readonly RuntimeError TextTooLong = new(
        "NL4520",
        "text is too long",
        """
        Each text is a row of as many tokens as the source's `length` says, and is never cut. Give the length that the longest
        text needs, or shorten it. In the targets of `textPairs`, `start` and `stop` take a token each.
        """);

    /// <summary>A text gives fewer tokens than are to be learned of it.</summary>
    public static readonly RuntimeError TooFewTokens = new(
        "NL4521",
        "text gives too few tokens",
        """
        `bytePairs { tokens = 1000 } "book.txt"` learns tokens by joining the two that stand side by side most often, again and
        again. It ends where no two do so twice any more, so that a short text gives few tokens. Ask for fewer, or learn them
        of more text.
        """);
}

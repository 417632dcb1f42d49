using NetLang.Compiler.Diagnostics;

namespace NetLang.Compiler.Semantics.Errors;

/// <summary>NL40xx: mistakes in a <c>train</c> declaration, an optimizer or a description of data.</summary>
public static class TrainErrors
{
    public static readonly DiagnosticDescriptor UnknownModel = new("NL4001", Severity.Error, "train names no model", """
        `train` is followed by the name of a model of the same file.
        """)
    {
        Example = new(
            """
            model Digits (x: f32[N, 64]) : f32[N, 10] = dense 10 x

            train Digit = { loss = crossEntropy }
            """,
            """
            model Digits (x: f32[N, 64]) : f32[N, 10] = dense 10 x

            train Digits = { loss = crossEntropy }
            """),
    };

    public static readonly DiagnosticDescriptor SecondTrain = new(
        "NL4002", Severity.Error, "two trains for one model", """
        A model is trained in one way. Keep one `train` declaration a model; what varies from run to run (data, epochs,
        batch, seed) can be given on the command line or by the app.
        """)
    {
        Example = new(
            """
            model Digits (x: f32[N, 64]) : f32[N, 10] = dense 10 x

            train Digits = { loss = crossEntropy }
            train Digits = { loss = crossEntropy; epochs = 5 }
            """,
            """
            model Digits (x: f32[N, 64]) : f32[N, 10] = dense 10 x

            train Digits = { loss = crossEntropy; epochs = 5 }
            """),
    };

    public static readonly DiagnosticDescriptor NotARecord = new("NL4003", Severity.Error, "train needs a record", """
        What follows `train Model =` is a record of fields, or a block that ends in one.
        """)
    {
        Example = new(
            """
            model Digits (x: f32[N, 64]) : f32[N, 10] = dense 10 x

            train Digits = crossEntropy
            """,
            """
            model Digits (x: f32[N, 64]) : f32[N, 10] = dense 10 x

            train Digits = { loss = crossEntropy }
            """),
    };

    public static readonly DiagnosticDescriptor UnknownField = new(
        "NL4004", Severity.Error, "unknown field in train", """
        The fields of a `train` record are data, validate, loss, optimizer, schedule, clip, freeze, decay, metrics,
        batch, epochs and seed. A learning rate belongs to the schedule, weight decay to the optimizer.
        """)
    {
        Example = new(
            """
            model Digits (x: f32[N, 64]) : f32[N, 10] = dense 10 x

            train Digits = { loss = crossEntropy; rate = 0.1 }
            """,
            """
            model Digits (x: f32[N, 64]) : f32[N, 10] = dense 10 x

            train Digits = { loss = crossEntropy; schedule = constantRate 0.1 }
            """),
    };

    public static readonly DiagnosticDescriptor NoLoss = new("NL4005", Severity.Error, "train without a loss", """
        The loss is what training makes small, so it is the one field that a `train` record cannot do without.
        """)
    {
        Example = new(
            """
            model Digits (x: f32[N, 64]) : f32[N, 10] = dense 10 x

            train Digits = { data = csv { target = "label" } "digits.csv" }
            """,
            """
            model Digits (x: f32[N, 64]) : f32[N, 10] = dense 10 x

            train Digits =
                { data = csv { target = "label" } "digits.csv"
                  loss = crossEntropy }
            """),
    };

    public static readonly DiagnosticDescriptor WrongField = new(
        "NL4006", Severity.Error, "a field of train holds the wrong kind of value", """
        Each field of a `train` record has its kind of value: data and validate a data source, loss a function of output
        and target, optimizer an optimizer with its options, schedule a function of step and total, clip a function of
        the list of gradients, freeze a list of paths, decay a choice of params, metrics a list, batch, epochs and seed
        whole numbers.
        """)
    {
        Example = new(
            """
            model Digits (x: f32[N, 64]) : f32[N, 10] = dense 10 x

            train Digits =
                { loss      = crossEntropy
                  optimizer = 0.1 }
            """,
            """
            model Digits (x: f32[N, 64]) : f32[N, 10] = dense 10 x

            train Digits =
                { loss      = crossEntropy
                  optimizer = sgd
                  schedule  = constantRate 0.1 }
            """),
    };

    public static readonly DiagnosticDescriptor NotPositive = new(
        "NL4007", Severity.Error, "a number of train is out of range", """
        `batch` and `epochs` are at least 1 and `seed` at least 0; all three are whole numbers.
        """)
    {
        Example = new(
            """
            model Digits (x: f32[N, 64]) : f32[N, 10] = dense 10 x

            train Digits = { loss = crossEntropy; batch = 0 }
            """,
            """
            model Digits (x: f32[N, 64]) : f32[N, 10] = dense 10 x

            train Digits = { loss = crossEntropy; batch = 32 }
            """),
    };

    public static readonly DiagnosticDescriptor LossParameters = new(
        "NL4008", Severity.Error, "a loss that does not take output and target", """
        A loss is a function of the model's output and of one or more targets: the columns of the data that are no
        inputs. A model with several outputs gives them as a tuple.
        """)
    {
        Example = new(
            """
            model Line (x: f32[N, 1]) : f32[N, 1] = dense 1 x

            train Line = { loss = fun output -> mean (square output) }
            """,
            """
            model Line (x: f32[N, 1]) : f32[N, 1] = dense 1 x

            train Line = { loss = fun output target -> mean (square (output - target)) }
            """),
    };

    public static readonly DiagnosticDescriptor LossNotScalar = new(
        "NL4009", Severity.Error, "a loss that is no single number", """
        Gradients are those of one number, so a loss must come to a float tensor of rank 0: take the mean or the sum.
        """)
    {
        Example = new(
            """
            model Line (x: f32[N, 1]) : f32[N, 1] = dense 1 x

            train Line = { loss = fun output target -> square (output - target) }
            """,
            """
            model Line (x: f32[N, 1]) : f32[N, 1] = dense 1 x

            train Line = { loss = fun output target -> mean (square (output - target)) }
            """),
    };

    public static readonly DiagnosticDescriptor NoBatch = new(
        "NL4010", Severity.Error, "a model or target without a batch", """
        Data is fed in batches: the first dimension of every input and target is the batch, one symbol.
        """)
    {
        Example = new(
            """
            model Line (x: f32[3]) : f32[1] = dense 1 x

            train Line = { loss = mse }
            """,
            """
            model Line (x: f32[N, 3]) : f32[N, 1] = dense 1 x

            train Line = { loss = mse }
            """),
    };

    public static readonly DiagnosticDescriptor NothingToTrain = new(
        "NL4011", Severity.Error, "a model with nothing to train", """
        `train` changes the params of a model; one that reaches no `param`, or whose params are all frozen, computes the
        same before and after.
        """)
    {
        Example = new(
            """
            model Double (x: f32[N]) : f32[N] = 2.0 * x

            train Double = { loss = mse }
            """,
            """
            model Scaled (x: f32[N]) : f32[N] =
                param factor : f32[] = ones
                factor * x

            train Scaled = { loss = mse }
            """),
    };

    public static readonly DiagnosticDescriptor ScheduleResult = new(
        "NL4012", Severity.Error, "a schedule that gives no rate", """
        A schedule is a function of step (from 1) and total (the number of steps) to the learning rate, a number.
        """)
    {
        Example = new(
            """
            model Digits (x: f32[N, 64]) : f32[N, 10] = dense 10 x

            train Digits = { loss = crossEntropy; schedule = fun step total -> step < 100 }
            """,
            """
            model Digits (x: f32[N, 64]) : f32[N, 10] = dense 10 x

            train Digits = { loss = crossEntropy; schedule = fun step total -> if step < 100 then 0.1 else 0.01 }
            """),
    };

    public static readonly DiagnosticDescriptor OptimizerShape = new(
        "NL4013", Severity.Error, "an optimizer that does not update its parameter", """
        An optimizer takes (w, g, rate, step) and assigns to w, a tensor of the same type.
        """)
    {
        Example = new(
            """
            model Digits (x: f32[N, 64]) : f32[N, 10] = dense 10 x

            optimizer plain (w, g, rate, step) = w - rate * g

            train Digits = { loss = crossEntropy; optimizer = plain }
            """,
            """
            model Digits (x: f32[N, 64]) : f32[N, 10] = dense 10 x

            optimizer plain (w, g, rate, step) =
                w <- w - rate * g

            train Digits = { loss = crossEntropy; optimizer = plain }
            """),
    };

    public static readonly DiagnosticDescriptor MetricShape = new(
        "NL4014", Severity.Error, "a metric that is no number", """
        A metric is a function of output and target to one number, a mean over the batch; or a record of a name, `sums`,
        a function of output and target to numbers that are added up over all batches, and `result`, a function of
        those.
        """)
    {
        Example = new(
            """
            model Line (x: f32[N, 1]) : f32[N, 1] = dense 1 x

            train Line = { loss = mse; metrics = [fun output target -> output - target] }
            """,
            """
            model Line (x: f32[N, 1]) : f32[N, 1] = dense 1 x

            train Line = { loss = mse; metrics = [fun output target -> mean (output - target)] }
            """),
    };

    public static readonly DiagnosticDescriptor ClipResult = new(
        "NL4015", Severity.Error, "clip does not return the gradients", """
        `clip` takes the list of all gradients and returns as many, of the same types in the same order.
        """)
    {
        Example = new(
            """
            model Digits (x: f32[N, 64]) : f32[N, 10] = dense 10 x

            train Digits = { loss = crossEntropy; clip = fun gradients -> sum gradients[0] }
            """,
            """
            model Digits (x: f32[N, 64]) : f32[N, 10] = dense 10 x

            train Digits = { loss = crossEntropy; clip = map (fun g -> maximum -1.0 (minimum 1.0 g)) }
            """),
    };

    public static readonly DiagnosticDescriptor DataDescription = new(
        "NL4020", Severity.Error, "data described wrongly", """
        Sources and transforms of data take their arguments in a fixed form: paths and names are strings, a split's
        fraction lies between 0 and 1, rows are lists of equally long lists of numbers, one-hot labels have at least two
        classes.
        """)
    {
        Example = new(
            """
            model Digits (x: f32[N, 64]) : f32[N, 10] = dense 10 x

            train Digits =
                let (learn, hold) = csv { target = "label" } "digits.csv" |> split 80
                { data = learn; validate = hold; loss = crossEntropy }
            """,
            """
            model Digits (x: f32[N, 64]) : f32[N, 10] = dense 10 x

            train Digits =
                let (learn, hold) = csv { target = "label" } "digits.csv" |> split 0.8
                { data = learn; validate = hold; loss = crossEntropy }
            """),
    };

    public static readonly DiagnosticDescriptor MixedIntegers = new(
        "NL4021", Severity.Error, "mixup mixes integers", """
        `mixup` gives shares of two examples in place of one, of all columns: inputs and labels. There is no class between
        two, so labels must be shares of all classes: one-hot, with a loss that takes them so, `crossEntropyOneHot`. The
        validation data then need one-hot labels, too.
        """)
    {
        Example = new(
            """
            model Digits (x: f32[N, 64]) : f32[N, 10] = dense 10 x

            train Digits =
                { data = csv { target = "label" } "digits.csv" |> mixup 0.2
                  loss = crossEntropy }
            """,
            """
            model Digits (x: f32[N, 64]) : f32[N, 10] = dense 10 x

            train Digits =
                { data = csv { target = "label" } "digits.csv" |> on "label" (oneHot 10) |> mixup 0.2
                  loss = crossEntropyOneHot }
            """),
    };
}

using NetLang.Compiler.Diagnostics;

namespace NetLang.Compiler.Semantics.Errors;

/// <summary>Mistakes in a <c>train</c> declaration, an optimizer or a description of data.</summary>
public static class TrainErrors
{
    public static readonly DiagnosticDescriptor UnknownModel = new(
        "NL4001",
        Severity.Error,
        "train names no model",
        """
        `train` is followed by the name of a model of the same file.

            model Digits (x: f32[N, 64]) : f32[N, 10] = dense 10 x
            train Digit = { loss = crossEntropy }       // wrong: there is no model Digit
            train Digits = { loss = crossEntropy }      // right
        """);

    public static readonly DiagnosticDescriptor SecondTrain = new(
        "NL4002",
        Severity.Error,
        "two trains for one model",
        """
        A model is trained in one way. Keep one `train` declaration a model; what varies from run to run (data, epochs,
        batch, seed) can be given on the command line or by the app.

            train Digits = { loss = crossEntropy }
            train Digits = { loss = crossEntropy; epochs = 5 }     // wrong: merge the two
        """);

    public static readonly DiagnosticDescriptor NotARecord = new(
        "NL4003",
        Severity.Error,
        "train needs a record",
        """
        What follows `train Model =` is a record of fields, or a block that ends in one.

            train Digits = crossEntropy                  // wrong
            train Digits = { loss = crossEntropy }       // right
        """);

    public static readonly DiagnosticDescriptor UnknownField = new(
        "NL4004",
        Severity.Error,
        "unknown field in train",
        """
        The fields of a `train` record are data, validate, loss, optimizer, schedule, clip, metrics, batch, epochs and
        seed. A learning rate belongs to the schedule, weight decay to the optimizer.

            train Digits = { loss = crossEntropy; rate = 0.1 }                       // wrong
            train Digits = { loss = crossEntropy; schedule = constantRate 0.1 }      // right
        """);

    public static readonly DiagnosticDescriptor NoLoss = new(
        "NL4005",
        Severity.Error,
        "train without a loss",
        """
        The loss is what training makes small, so it is the one field that a `train` record cannot do without.

            train Digits = { data = csv { target = "label" } "digits.csv" }                            // wrong
            train Digits = { data = csv { target = "label" } "digits.csv"; loss = crossEntropy }       // right
        """);

    public static readonly DiagnosticDescriptor WrongField = new(
        "NL4006",
        Severity.Error,
        "a field of train holds the wrong kind of value",
        """
        Each field of a `train` record has its kind of value: data and validate a data source, loss a function of output
        and target, optimizer an optimizer with its options, schedule a function of step and total, clip a function of
        the list of gradients, metrics a list, batch, epochs and seed whole numbers.

            train Digits = { loss = crossEntropy; optimizer = 0.1 }                                       // wrong
            train Digits = { loss = crossEntropy; optimizer = sgd; schedule = constantRate 0.1 }          // right
        """);

    public static readonly DiagnosticDescriptor NotPositive = new(
        "NL4007",
        Severity.Error,
        "a number of train is out of range",
        """
        `batch` and `epochs` are at least 1 and `seed` at least 0; all three are whole numbers.

            train Digits = { loss = crossEntropy; batch = 0 }       // wrong
            train Digits = { loss = crossEntropy; batch = 32 }      // right
        """);

    public static readonly DiagnosticDescriptor LossParameters = new(
        "NL4008",
        Severity.Error,
        "a loss that does not take output and target",
        """
        A loss is a function of the model's output and of one or more targets: the columns of the data that are no
        inputs. A model with several outputs gives them as a tuple.

            loss = fun output -> mean (square output)                            // wrong: no target
            loss = fun output target -> mean (square (output - target))          // right
        """);

    public static readonly DiagnosticDescriptor LossNotScalar = new(
        "NL4009",
        Severity.Error,
        "a loss that is no single number",
        """
        Gradients are those of one number, so a loss must come to a float tensor of rank 0: take the mean or the sum.

            loss = fun output target -> square (output - target)                 // wrong: one number an element
            loss = fun output target -> mean (square (output - target))          // right
        """);

    public static readonly DiagnosticDescriptor NoBatch = new(
        "NL4010",
        Severity.Error,
        "a model or target without a batch",
        """
        Data is fed in batches: the first dimension of every input and target is the batch, one symbol.

            model Line (x: f32[3]) : f32[1] = dense 1 x             // wrong: one example
            model Line (x: f32[N, 3]) : f32[N, 1] = dense 1 x       // right: N examples
        """);

    public static readonly DiagnosticDescriptor NothingToTrain = new(
        "NL4011",
        Severity.Error,
        "a model with nothing to train",
        """
        `train` changes the params of a model; one that reaches no `param` computes the same before and after.

            model Double (x: f32[N]) : f32[N] = 2.0 * x
            train Double = { loss = mse }                           // wrong: there is nothing to learn
        """);

    public static readonly DiagnosticDescriptor ScheduleResult = new(
        "NL4012",
        Severity.Error,
        "a schedule that gives no rate",
        """
        A schedule is a function of step (from 1) and total (the number of steps) to the learning rate, a number.

            schedule = 0.1                                          // wrong
            schedule = constantRate 0.1                             // right
            schedule = fun step total -> 0.1 / sqrt step            // right
        """);

    public static readonly DiagnosticDescriptor OptimizerShape = new(
        "NL4013",
        Severity.Error,
        "an optimizer that does not update its parameter",
        """
        An optimizer takes (w, g, rate, step) and assigns to w, a tensor of the same type.

            optimizer plain (w, g, rate, step) = w - rate * g           // wrong: nothing is assigned
            optimizer plain (w, g, rate, step) =                        // right
                w <- w - rate * g
        """);

    public static readonly DiagnosticDescriptor MetricShape = new(
        "NL4014",
        Severity.Error,
        "a metric that is no number",
        """
        A metric is a function of output and target to one number, a mean over the batch; or a record of a name, `sums`,
        a function of output and target to numbers that are added up over all batches, and `result`, a function of
        those.

            metrics = [fun output target -> output - target]                     // wrong: one number an element
            metrics = [fun output target -> mean (output - target)]              // right
        """);

    public static readonly DiagnosticDescriptor ClipResult = new(
        "NL4015",
        Severity.Error,
        "clip does not return the gradients",
        """
        `clip` takes the list of all gradients and returns as many, of the same types in the same order.

            clip = fun gradients -> sum gradients[0]                                     // wrong
            clip = map (fun g -> maximum -1.0 (minimum 1.0 g))                           // right
        """);

    public static readonly DiagnosticDescriptor DataDescription = new(
        "NL4020",
        Severity.Error,
        "data described wrongly",
        """
        Sources and transforms of data take their arguments in a fixed form: paths and names are strings, a split's
        fraction lies between 0 and 1, rows are lists of equally long lists of numbers, one-hot labels have at least two
        classes.

            csv { target = "label" } "digits.csv" |> split 80                            // wrong
            csv { target = "label" } "digits.csv" |> split 0.8                           // right
        """);
}

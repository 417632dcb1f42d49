using NetLang.Runtime.Data;
using NetLang.Runtime.Execution;

namespace NetLang.Runtime.Tests.Models;

/// <summary>A model as netlangc writes it, with programs made by hand: linear regression.</summary>
internal sealed unsafe class LineModel : Model
{
    public LineModel(
        ModelOptions? options = null, float rate = 0.05f, TrainingDefaults? training = null, string? weights = null)
        : base(Define(training), Programs(rate), options, weights)
    {
    }

    /// <summary>Targets 2 a - b + c / 2 + 1 of features between -1 and 1.</summary>
    public static Dataset Examples(int count)
    {
        var random = new System.Random(7);
        var x = new float[count * LineProgram.Features];
        var y = new float[count];
        for (var row = 0; row < count; row++)
        {
            var values = x.AsSpan(row * LineProgram.Features, LineProgram.Features);
            foreach (ref var value in values)
                value = (2 * random.NextSingle()) - 1;
            y[row] = (2 * values[0]) - values[1] + (values[2] / 2) + 1;
        }

        return Dataset.FromArrays(x, y, count);
    }

    public static ModelSpec Define(TrainingDefaults? training = null) => new()
    {
        Name = "Line",
        Variables = LineProgram.Variables,
        Symbols = ["N"],
        BatchSymbol = 0,
        Inputs = [LineProgram.Input],
        Outputs = [LineProgram.Output],
        Targets = [LineProgram.Target],
        Metrics =
        [
            new("meanAbsoluteError", [1, 2], sums => sums[0] / sums[1]),
            new("meanSquaredError", [0], null),
        ],
        Training = training,
    };

    public float[] Predict(float[] x) => Predict<float, float>(x);

    /// <summary>Does something between the start of a prediction and its run.</summary>
    public float[] Predict(float[] x, Action between)
    {
        fixed (float* data = x)
        {
            using var call = BeginPredict();
            call.Input(0, data, x.Length);
            between();
            call.Run();
            return call.Output<float>(0);
        }
    }

    /// <summary>With the symbol given rather than found, as for models of several symbols.</summary>
    public float[] Predict(float[] x, long batch)
    {
        fixed (float* data = x)
        {
            using var call = BeginPredict();
            call.Bind(0, batch);
            call.Input(0, data, x.Length);
            call.Run();
            return call.Output<float>(0);
        }
    }

    public double[] PredictWrongType(double[] x) => Predict<double, double>(x);

    private static ModelPrograms Programs(float rate) => new()
    {
        Initialize = new(new LineInitialize()),
        Predict = new(new LinePredict()),
        Evaluate = new(new LineEvaluate()),
        Train = new(new LineTrain(rate)),
    };
}

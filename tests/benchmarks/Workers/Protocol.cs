using System.Globalization;
using System.Runtime.InteropServices;

namespace NetLang.Benchmarks.Workers;

/// <summary>A worker's side of the protocol of README.md.</summary>
internal static class Protocol
{
    /// <summary>Says that the workload is ready, and does what is asked until the input ends.</summary>
    public static int Serve(Workload workload)
    {
        Console.WriteLine($"ready {workload.Facts}");
        while (Console.ReadLine()?.Split(' ', 2) is [var command, var argument])
        {
            if (command == "measure")
            {
                Console.WriteLine(workload.Measure(double.Parse(argument, CultureInfo.InvariantCulture)));
            }
            else
            {
                File.WriteAllBytes(argument, MemoryMarshal.AsBytes(workload.Result().AsSpan()));
                Console.WriteLine("written");
            }
        }

        return 0;
    }
}

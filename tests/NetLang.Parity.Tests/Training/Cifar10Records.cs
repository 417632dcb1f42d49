namespace NetLang.Parity.Tests.Training;

/// <summary>Files as CIFAR-10 has them, of noise: a byte of ten for each example, and its image.</summary>
internal static class Cifar10Records
{
    private const int Bytes = 1 + (3 * 32 * 32);

    public static byte[] Noise(System.Random random, int count)
    {
        var records = new byte[count * Bytes];
        random.NextBytes(records);
        for (var record = 0; record < count; record++)
            records[record * Bytes] %= 10;
        return records;
    }
}

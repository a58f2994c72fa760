using System.Globalization;

namespace JsiGan.Data.Tests.Fuzz;

/// <summary>Seeded damage to files. The tests try a few hundred; JSIGAN_FUZZ=10000 in the environment sets another number.</summary>
internal static class Mutations
{
    private const int Short = 300;

    public static int Count { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("JSIGAN_FUZZ"), CultureInfo.InvariantCulture, out var count) ? count : Short;

    /// <summary>Changes a few bytes, cuts the end off, or copies a piece over another, as the seed determines.</summary>
    /// <param name="original">The bytes to damage a copy of.</param>
    /// <param name="reach">Bytes from the start that may change: the headers.</param>
    public static byte[] Of(byte[] original, int seed, int reach = int.MaxValue)
    {
        var random = new Random(seed);
        var bytes = original.ToArray();
        var most = Math.Min(reach, bytes.Length);
        for (var change = random.Next(1, 6); change > 0; change--)
        {
            var at = random.Next(most);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes[at] = (byte)"0123456789\"{}[],:-.e"[random.Next(20)];
                    break;
                case 3:
                    bytes.AsSpan(at, Math.Min(8, bytes.Length - at)).Fill((byte)(random.Next(2) * 255));
                    break;
                case 4:
                    var length = Math.Min(random.Next(1, 32), Math.Min(bytes.Length - at, most));
                    bytes.AsSpan(random.Next(most - length + 1), length).CopyTo(bytes.AsSpan(at));
                    break;
                default:
                    bytes = random.Next(8) == 0 ? bytes[..random.Next(1, bytes.Length + 1)] : bytes;
                    most = Math.Min(most, bytes.Length);
                    break;
            }
        }

        return bytes;
    }

    /// <summary>Runs a reader over damaged files, which it must read or refuse.</summary>
    public static void Try(byte[] original, Action<byte[]> read, int reach = int.MaxValue, int parts = 1)
    {
        for (var seed = 1; seed <= Math.Max(1, Count / parts); seed++)
        {
            try
            {
                read(Of(original, seed, reach));
            }
            catch (Exception fault) when (fault is UsageException or FailureException)
            {
                Assert.EndsWith(".", fault.Message, StringComparison.Ordinal);
            }
            catch (Exception fault)
            {
                Assert.Fail($"seed {seed}: {fault}");
            }
        }
    }
}

using System.Runtime.InteropServices;
using JsiGan.Training.Checkpoints;

namespace JsiGan.Benchmarks.Recovery;

/// <summary>
/// Compares the weights and statistics of two checkpoints. The optimizers' moments are left out: they follow each step's gradient, in which
/// rounding grows from step to step.
/// </summary>
public static class SavedWeights
{
    /// <summary>Below this, values are compared absolutely: what is nothing but rounding has no relative error.</summary>
    private const double Floor = 1e-3;

    /// <summary>The largest difference of two values, as a share of the largest value of their tensor, and where it is.</summary>
    /// <param name="one">A checkpoint's folder.</param>
    /// <param name="other">One of the same networks in float64.</param>
    public static (double Share, string Where) LargestDifference(string one, string other)
    {
        var worst = (Share: 0.0, Where: "");
        foreach (var file in Directory.GetFiles(one, "*.safetensors").Select(Path.GetFileName)
            .Where(name => !name!.StartsWith("optimizer", StringComparison.Ordinal)))
        {
            using var first = new SafetensorsReader(Path.Combine(one, file!));
            using var second = new SafetensorsReader(Path.Combine(other, file!));
            foreach (var entry in first.Entries.Where(entry => entry.Type == "F64"))
            {
                var (mine, theirs) = (Read(first, entry), Read(second, second.Find(entry.Name)!));
                var scale = Math.Max(Floor, mine.Max(Math.Abs));
                var share = mine.Zip(theirs, (a, b) => Math.Abs(a - b)).Max() / scale;
                worst = share > worst.Share || double.IsNaN(share) ? (share, $"{file} {entry.Name}") : worst;
            }
        }

        return worst;
    }

    private static double[] Read(SafetensorsReader reader, SafetensorsEntry entry)
    {
        var values = new double[entry.Length / sizeof(double)];
        reader.Read(entry, MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}

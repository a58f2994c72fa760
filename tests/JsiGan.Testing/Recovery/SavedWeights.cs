using System.Runtime.InteropServices;
using JsiGan.Training.Checkpoints;

namespace JsiGan.Testing.Recovery;

/// <summary>
/// Compares the weights and statistics of two checkpoints, but not the optimizers' moments, in which rounding errors accumulate.
/// </summary>
public static class SavedWeights
{
    /// <summary>Below this, values are compared absolutely: the relative error of pure rounding noise means nothing.</summary>
    private const double Floor = 1e-3;

    /// <summary>The largest difference of two values relative to the largest value of their tensor, and its file and tensor.</summary>
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

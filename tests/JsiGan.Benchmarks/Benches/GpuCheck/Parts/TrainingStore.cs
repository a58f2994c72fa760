using System.Text;
using JsiGan.Data.Ingest;
using JsiGan.Data.Ingest.Sources;

namespace JsiGan.Benchmarks.Benches.GpuCheck.Parts;

/// <summary>A frame store of a few synthetic HDR pictures in Radiance's format, which jsigan reads without ffmpeg.</summary>
internal static class TrainingStore
{
    private const int Pictures = 4;
    private const int Width = 384;
    private const int Height = 256;

    /// <summary>Makes the store; one picture is held out.</summary>
    public static void Make(string folder)
    {
        var pictures = Path.Combine(Path.GetDirectoryName(folder)!, "pictures");
        Directory.CreateDirectory(pictures);
        var items = Enumerable.Range(0, Pictures).Select(number =>
        {
            var path = Path.Combine(pictures, $"picture-{number}.hdr");
            File.WriteAllBytes(path, Radiance(number));
            return new IngestItem(path, null, $"picture-{number}");
        }).ToList();
        StoreIngest.Run(folder, items, new IngestOptions(), progress: null, default);
    }

    // Ramps and waves over several stops of light; plain rows of mantissas and a shared exponent.
    private static byte[] Radiance(int number)
    {
        using var file = new MemoryStream();
        file.Write(Encoding.ASCII.GetBytes($"#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y {Height} +X {Width}\n"));
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var wave = Math.Sin((x + (20 * number)) / 9.0) * Math.Cos(y / 7.0);
                file.Write([
                    (byte)(140 + (100 * wave)), (byte)(60 + (180 * x / Width)), (byte)(60 + (180 * y / Height)),
                    (byte)(126 + (4 * x / Width)),
                ]);
            }
        }

        return file.ToArray();
    }
}

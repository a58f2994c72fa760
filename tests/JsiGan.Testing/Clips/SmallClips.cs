using JsiGan.Imaging.Frames;

namespace JsiGan.Testing.Clips;

/// <summary>Small clips of known content: frame t is a slanted ramp that moves by 8 codes a frame.</summary>
public static class SmallClips
{
    public static readonly FrameRate Rate = new(24, 1);

    public static string Hdr(string path, int frames = 5, int width = 160, int height = 96)
    {
        using var writer = ClipWriter.CreateHdr10(path, width, height, Rate, quality: 4);
        for (var t = 0; t < frames; t++)
            writer.Write(HdrFrame(t, width, height));

        writer.Complete();
        return path;
    }

    public static string Sdr(string path, int frames = 5, int width = 160, int height = 96)
    {
        using var writer = ClipWriter.CreateSdr(path, width, height, Rate, quality: 0);
        for (var t = 0; t < frames; t++)
            writer.Write(SdrFrame(t, width, height));

        writer.Complete();
        return path;
    }

    public static Frame<ushort> HdrFrame(int t, int width = 160, int height = 96) =>
        Fill<ushort>(width, height, (plane, x, y) => (ushort)(plane == 0 ? 200 + (2 * x) + y + (8 * t) : 512 + (plane * x / 2)));

    public static Frame<byte> SdrFrame(int t, int width = 160, int height = 96) =>
        Fill<byte>(width, height, (plane, x, y) => (byte)(plane == 0 ? 30 + (x / 2) + (y / 2) + (8 * t) : 128 + (plane * x / 8)));

    /// <summary>Runs ffmpeg, for clips that our writers never produce.</summary>
    public static string Ffmpeg(string path, params string[] arguments)
    {
        using var process = PipedProcess.Start("ffmpeg", ["-v", "error", "-y", .. arguments, path]);
        return process.WaitForExit() == 0 ? path : throw new InvalidOperationException($"ffmpeg failed: {process.Errors}");
    }

    private static Frame<T> Fill<T>(int width, int height, Func<int, int, int, T> value)
        where T : unmanaged
    {
        var frame = new Frame<T>(width, height);
        for (var plane = 0; plane < 3; plane++)
        {
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                    frame.Row(plane, y)[x] = value(plane, x, y);
            }
        }

        return frame;
    }
}

using System.Runtime.InteropServices;

namespace JsiGan.Data.Ingest.Pictures;

/// <summary>OpenEXR and Radiance files: linear light with BT.709 primaries, as float R, G, B planes.</summary>
internal static class LinearPicture
{
    public static bool Is(string path) => Path.GetExtension(path).ToLowerInvariant() is ".exr" or ".hdr" or ".pic";

    /// <exception cref="UsageException">The file is missing or not such a picture.</exception>
    public static (int Width, int Height) ReadSize(string path)
    {
        if (!IsExr(path))
            return RadianceReader.ReadSize(path);

        var clip = ClipProbe.Read(path);
        return (clip.Width, clip.Height);
    }

    /// <summary>The whole picture; 1.0 is the file's white.</summary>
    /// <exception cref="UsageException">The file is cut short or damaged.</exception>
    public static Frame<float> Read(string path) => IsExr(path) ? ReadExr(path) : RadianceReader.Read(path);

    private static bool IsExr(string path) => Path.GetExtension(path).Equals(".exr", StringComparison.OrdinalIgnoreCase);

    private static Frame<float> ReadExr(string path)
    {
        var (width, height) = ReadSize(path);
        using var process = PipedProcess.Start(
            "ffmpeg",
            [
                "-v", "error", "-nostdin", "-i", PipedProcess.FileArgument(path), "-frames:v", "1", "-pix_fmt", "gbrpf32le", "-f",
                "rawvideo",
                "pipe:1",
            ]);
        var picture = new Frame<float>(width, height);
        // ffmpeg's planes are G, B, R.
        foreach (var plane in (int[])[1, 2, 0])
        {
            var bytes = MemoryMarshal.AsBytes(picture.Plane(plane));
            if (process.Output.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            {
                process.WaitForExit();
                throw new UsageException($"The picture {path} cannot be read whole ({process.Errors}): copy or render it again.");
            }
        }

        return picture;
    }
}

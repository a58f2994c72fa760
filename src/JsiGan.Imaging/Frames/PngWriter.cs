using System.Globalization;
using System.Runtime.InteropServices;
using JsiGan.Core.Files;

namespace JsiGan.Imaging.Frames;

/// <summary>Writes PNG pictures through ffmpeg, each to a temporary file first.</summary>
public static class PngWriter
{
    /// <param name="path">The picture's file; an older one is replaced.</param>
    /// <param name="width">Pixels per row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="rgb">8-bit R, G, B of each pixel in turn, [height, width, 3].</param>
    public static void Write(string path, int width, int height, ReadOnlySpan<byte> rgb) => Write(path, width, height, rgb, "rgb24", 3);

    /// <param name="path">The picture's file; an older one is replaced.</param>
    /// <param name="width">Pixels per row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="rgb">16-bit R, G, B of each pixel in turn, [height, width, 3].</param>
    public static void Write(string path, int width, int height, ReadOnlySpan<ushort> rgb) =>
        Write(path, width, height, MemoryMarshal.AsBytes(rgb), "rgb48le", 6);

    private static void Write(string path, int width, int height, ReadOnlySpan<byte> pixels, string format, int pixelBytes)
    {
        if (pixels.Length != width * height * pixelBytes)
        {
            throw new ArgumentException(
                $"A picture of {width}x{height} has {width * height * pixelBytes} bytes, but {pixels.Length} were given.", nameof(pixels));
        }

        var temporary = path + ".part";
        var size = string.Create(CultureInfo.InvariantCulture, $"{width}x{height}");
        using var process = PipedProcess.Start(
            "ffmpeg",
            [
                "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", format, "-s", size, "-i", "pipe:0",
                "-frames:v", "1", "-c:v", "png", "-f", "image2pipe", PipedProcess.FileArgument(temporary),
            ]);
        try
        {
            process.SendAll(pixels);
            var status = process.WaitForExit();
            // ffmpeg exits with 0 even if the disk was full when it closed the file; only its messages show it.
            if (status != 0 || process.Errors.Length > 0)
            {
                throw process.Errors.Contains("No space left on device", StringComparison.Ordinal)
                    ? DiskSpace.Full(path, wanted: null)
                    : new FailureException(
                        $"The picture {path} could not be written (ffmpeg's exit status {status}: {process.Errors}): see that its folder "
                        + "exists and can be written.");
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            if (File.Exists(temporary))
                File.Delete(temporary);
        }
    }
}

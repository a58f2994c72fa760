using JsiGan.Imaging.Frames;

namespace JsiGan.Runtime.Prediction;

/// <summary>Checks before a network is loaded.</summary>
internal static class PredictChecks
{
    /// <exception cref="UsageException">An output is of an unknown format, exists, or has no folder; the frame does not exist.</exception>
    public static void Require(PredictOptions options, ClipInfo input)
    {
        var frames = options.Frame is null ? input.FrameCount : 1;
        RequireTarget(options.Output, "HDR", HdrOutput.Extensions, frames, options);
        if (options.SdrPreview is { } preview)
        {
            RequireTarget(preview, "SDR preview", SdrPreview.Extensions, frames, options);
            if (Path.GetFullPath(preview) == Path.GetFullPath(options.Output))
                throw new UsageException($"--sdr-preview {preview} is the HDR output itself: give it another name.");
        }

        if (options.Frame > input.FrameCount)
        {
            throw new UsageException(
                $"--frame {options.Frame} does not exist: {input.Path} has {input.FrameCount} frames, so give a number from 1 to "
                + $"{input.FrameCount}.");
        }
    }

    private static void RequireTarget(string path, string what, IReadOnlyList<string> extensions, int frames, PredictOptions options)
    {
        var extension = Path.GetExtension(path).ToLowerInvariant();
        if (!extensions.Contains(extension))
        {
            throw new UsageException(
                $"The {what} file {path} ends in '{extension}', which names no format: end it in "
                + $"{string.Join(", ", extensions)}.");
        }

        if (extension == ".png" && frames > 1)
        {
            throw new UsageException(
                $"The {what} file {path} is a picture, but {options.Input} has {frames} frames: choose one by --frame N, or write a "
                + "video.");
        }

        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
            throw new UsageException($"The folder {folder} of the {what} file does not exist: make it, or name another.");

        if (Directory.Exists(path) || (File.Exists(path) && !options.Force))
            throw new UsageException($"The {what} file {path} exists already: name another, or add --force to replace a file.");
    }
}

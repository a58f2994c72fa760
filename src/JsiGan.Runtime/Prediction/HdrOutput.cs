using JsiGan.Imaging.Frames;

namespace JsiGan.Runtime.Prediction;

/// <summary>Writes predicted frames in the format of the file's extension; nothing half-written is left.</summary>
internal sealed class HdrOutput : IDisposable
{
    /// <summary>File extensions.</summary>
    public static readonly IReadOnlyList<string> Extensions = [".mp4", ".mov", ".mkv", ".y4m", ".png"];

    private readonly string _path;
    private readonly ClipWriter<ushort>? _clip;

    /// <param name="path">Ends in one of <see cref="Extensions"/>.</param>
    /// <param name="width">Pixels per row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="rate">Frames per second of a video.</param>
    /// <param name="mastering">Mastering metadata of an HDR10 file.</param>
    public HdrOutput(string path, int width, int height, FrameRate rate, MasteringDisplay mastering)
    {
        _path = path;
        _clip = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".png" => null,
            ".y4m" => ClipWriter.CreateY4m(path, width, height, rate),
            _ => ClipWriter.CreateHdr10(path, width, height, rate, mastering),
        };
    }

    /// <summary>Appends a frame; a picture takes one.</summary>
    public void Write(Frame<ushort> frame)
    {
        if (_clip is null)
            HdrPicture.WritePng(_path, frame);
        else
            _clip.Write(frame);
    }

    /// <summary>Renames the file.</summary>
    public void Complete() => _clip?.Complete();

    public void Dispose() => _clip?.Dispose();
}

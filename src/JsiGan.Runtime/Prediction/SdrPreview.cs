using JsiGan.Imaging.Color;
using JsiGan.Imaging.Frames;
using JsiGan.Imaging.Preview;

namespace JsiGan.Runtime.Prediction;

/// <summary>Predicted frames tone-mapped for an SDR screen, as a video or a picture.</summary>
internal sealed class SdrPreview : IDisposable
{
    /// <summary>File extensions.</summary>
    public static readonly IReadOnlyList<string> Extensions = [".mp4", ".mov", ".mkv", ".png"];

    private readonly string _path;
    private readonly IToneMap _toneMap;
    private readonly SdrPreviewWriter? _clip;

    /// <param name="path">Ends in one of <see cref="Extensions"/>.</param>
    /// <param name="width">Pixels per row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="rate">Frames per second of a video.</param>
    /// <param name="toneMap">The operator.</param>
    public SdrPreview(string path, int width, int height, FrameRate rate, IToneMap toneMap)
    {
        (_path, _toneMap) = (path, toneMap);
        _clip = Path.GetExtension(path).Equals(".png", StringComparison.OrdinalIgnoreCase)
            ? null
            : new SdrPreviewWriter(ClipWriter.CreateSdr(path, width, height, rate), toneMap);
    }

    /// <summary>Appends a frame; a picture takes one.</summary>
    public void Write(Frame<ushort> frame)
    {
        if (_clip is null)
            SdrPicture.WritePng(_path, SdrPreviewWriter.Map(frame, _toneMap));
        else
            _clip.Write(frame);
    }

    /// <summary>Renames the file.</summary>
    public void Complete() => _clip?.Complete();

    public void Dispose() => _clip?.Dispose();
}

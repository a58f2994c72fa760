using System.Globalization;
using JsiGan.Data.Ingest.Sources;

namespace JsiGan.Data.Ingest.Video;

/// <summary>The chosen frames of an HDR video with their numbers, without those already stored.</summary>
internal sealed class ChosenFrames : IDisposable
{
    private readonly ClipReader<ushort> _reader;
    private readonly FrameChoice _choice;
    private readonly string? _numbersFile;
    private readonly StreamReader? _numbers;
    private int _next;

    /// <param name="clip">Probed clip.</param>
    /// <param name="chroma">Chroma to read.</param>
    /// <param name="skip">Chosen frames to skip.</param>
    public ChosenFrames(ClipInfo clip, ChromaFormat chroma, FrameChoice choice, int skip)
    {
        (_choice, _next) = (choice, skip);
        if (choice.IsFixed)
        {
            _reader = ClipReader.OpenHdr(clip, chroma, choice.FixedFilter(skip));
            return;
        }

        // ffmpeg writes a frame's number here before it writes the frame to the pipe.
        _numbersFile = Path.GetTempFileName();
        _numbers = new StreamReader(new FileStream(_numbersFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        _reader = ClipReader.OpenHdr(clip, chroma, choice.Filter(_numbersFile, skip, clip), choice.IsSparse(clip));
    }

    /// <summary>Samples of a frame.</summary>
    public int FrameSamples => _reader.FrameSamples;

    /// <summary>Reads the next frame and returns its number in the video; null after the last.</summary>
    public int? TryRead(ushort[] samples)
    {
        if (!_reader.TryRead(samples))
            return null;

        return _numbers is null ? _choice.Every * _next++ : NextNumber(_numbers);
    }

    public void Dispose()
    {
        _reader.Dispose();
        _numbers?.Dispose();
        if (_numbersFile is not null)
            File.Delete(_numbersFile);
    }

    // Lines such as "frame:3    pts:15      pts_time:0.6"; the filters set the time stamp to the number.
    private static int NextNumber(StreamReader numbers)
    {
        while (numbers.ReadLine() is { } line)
        {
            var at = line.IndexOf("pts:", StringComparison.Ordinal);
            if (line.StartsWith("frame:", StringComparison.Ordinal) && at > 0)
            {
                var digits = line[(at + 4)..].Split(' ', 2)[0];
                return int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
            }
        }

        throw new FailureException("ffmpeg did not report which frames it chose: check that the folder for temporary files is writable.");
    }
}

using System.Text.RegularExpressions;

namespace JsiGan.Data.Store;

/// <summary>Validates an index. Valid ones describe files whose lengths can be computed, with paths inside the store.</summary>
internal static partial class StoreRules
{
    public const int MostSide = 1 << 15;
    public const int MostClips = 1_000_000;

    // A frame of 4:4:4 16-bit samples must fit into one array.
    private const long MostPixels = 1 << 28;
    private const int MostFrames = 100_000_000;

    /// <summary>The first error, as "the clip x has ..., but ..."; null if there is none.</summary>
    public static string? FirstFault(StoreIndex index)
    {
        if (index.Scale is not (1 or 2 or 4))
            return $"the scale is {index.Scale}, but it must be 1, 2 or 4";

        if (index.Clips.Count is 0 or > MostClips)
            return $"there are {index.Clips.Count} clips, but there must be 1 to {MostClips:N0}";

        if (index.Clips.Contains(null!))
            return "a clip is null, but each must be described";

        var twice = index.Clips.CountBy(clip => clip.Name).Where(name => name.Value > 1).Select(name => name.Key).FirstOrDefault();
        return twice is not null
            ? $"the clip {twice} is listed twice, but names must differ"
            : index.Clips.Select(clip => FaultOf(clip, index.Scale)).FirstOrDefault(fault => fault is not null);
    }

    public static bool IsName(string name) => name.Length <= 200 && Name().IsMatch(name) && name.Trim('.').Length > 0;

    private static string? FaultOf(StoredClip clip, int scale)
    {
        if (!IsName(clip.Name))
            return $"a clip is named '{clip.Name}', but names may only have letters, digits, '.', '_' and '-'";

        var even = clip.Chroma == ChromaFormat.Yuv444 || (clip.Width % 2 == 0 && clip.Height % 2 == 0);
        if (clip.Width is < 1 or > MostSide || clip.Height is < 1 or > MostSide || (long)clip.Width * clip.Height > MostPixels
            || clip.Width % scale != 0 || clip.Height % scale != 0 || !even)
        {
            return $"the clip {clip.Name} is {clip.Width}x{clip.Height}, but sides must be 1 to {MostSide}, multiples of the scale "
                + $"{scale}, and even in 4:2:0";
        }

        if (clip.Frames is < 1 or > MostFrames || clip.SourceFrames.Count != clip.Frames)
        {
            return $"the clip {clip.Name} has {clip.Frames} frames and {clip.SourceFrames.Count} frame numbers, but there must be as many, "
                + "at least 1";
        }

        return Ascend(clip.Validation, clip.Frames) && Ascend(clip.Test, clip.Frames)
            ? null
            : $"the clip {clip.Name} holds out frames that are not ascending within its {clip.Frames}";
    }

    private static bool Ascend(IReadOnlyList<int> frames, int count) =>
        frames.All(frame => frame >= 0 && frame < count) && frames.Zip(frames.Skip(1)).All(pair => pair.First < pair.Second);

    [GeneratedRegex(@"^[\p{L}\p{Nd}._-]+$")]
    private static partial Regex Name();
}

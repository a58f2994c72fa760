using System.Globalization;

namespace JsiGan.Data.Ingest.Sources;

/// <summary>
/// Which frames of a video are stored: the first of each shot, then every n-th, so that every shot is covered without near duplicates. Cuts
/// are detected on every few frames, because comparing all of them costs half as much as decoding them: the first frame of a shot is the
/// first one examined, at most a third of the distance behind the cut. Among those few frames the decoder picks a reference frame, so that
/// the others need not be decoded.
/// </summary>
/// <param name="Every">Distance between stored frames within a shot; 1 stores all.</param>
/// <param name="Cut">
/// A new shot begins where the mean luma change from frame to frame, and its own change, are above this share of full scale; 0 detects no
/// cuts.
/// </param>
public sealed record FrameChoice(int Every = 1, double Cut = 0)
{
    /// <summary>Every frame.</summary>
    public static FrameChoice All { get; } = new();

    /// <summary>Whether the frame numbers are known before decoding.</summary>
    public bool IsFixed => Every == 1 || Cut == 0;

    /// <summary>Distance between examined frames: the largest divisor of the distance up to a third of it.</summary>
    internal int Grid => Enumerable.Range(1, Math.Max(1, Every / 3)).Last(step => Every % step == 0);

    /// <summary>Whether non-reference frames may be skipped undecoded: the numbers of the others then follow from their times.</summary>
    internal bool IsSparse(ClipInfo clip) => !IsFixed && Grid > 1 && clip.IsEven;

    /// <summary>The numbers of a fixed choice.</summary>
    public IReadOnlyList<int> Numbers(int frames) => [.. Enumerable.Range(0, frames).Where(frame => frame % Every == 0)];

    /// <summary>
    /// ffmpeg's filters that choose by cuts, skip the first <paramref name="skip"/> (already stored), and write the chosen frames' numbers
    /// to a file.
    /// </summary>
    internal string Filter(string numbersFile, int skip, ClipInfo clip)
    {
        var cut = Cut.ToString("0.####", CultureInfo.InvariantCulture);
        var past = skip > 0 ? $"select=gte(n\\,{skip})," : "";
        // From here on a time stamp is the frame's number. Of each cell of frames the first to arrive is examined.
        var number = IsSparse(clip) ? $"round((PTS-STARTPTS)*TB*{clip.Rate})" : "N";
        var (cell, before, selected) = ($"floor(pts/{Grid})", $"floor(prev_pts/{Grid})", $"floor(prev_selected_pts/{Grid})");
        var grid = Grid > 1 ? $"select=eq(n\\,0)+gt({cell}\\,{before})," : "";
        return $"setpts={number},{grid}select=eq(n\\,0)+gt(scene\\,{cut})+gte({cell}-{selected}\\,{Every / Grid}),{past}"
            + $"metadata=print:file={Escape(numbersFile)}:direct=1";
    }

    /// <summary>The filter of a fixed choice that skips the first <paramref name="skip"/> frames; null passes all.</summary>
    internal string? FixedFilter(int skip) =>
        Every == 1 && skip == 0 ? null : $"select=not(mod(n\\,{Every}))*gte(n\\,{skip * Every})";

    /// <summary>The filter that passes the frames of ascending numbers: a balanced tree of comparisons, to limit nesting.</summary>
    internal static string Filter(IReadOnlyList<int> numbers) => $"select={Tree(numbers, 0, numbers.Count)}";

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"every {Every}, cuts above {Cut}");

    private static string Tree(IReadOnlyList<int> numbers, int from, int count)
    {
        if (count <= 1)
            return count == 0 ? "0" : $"eq(n\\,{numbers[from]})";

        var half = count / 2;
        return $"if(lt(n\\,{numbers[from + half]})\\,{Tree(numbers, from, half)}\\,{Tree(numbers, from + half, count - half)})";
    }

    // Within a filter's option and within the list of filters: two levels of escaping.
    private static string Escape(string path) => string.Concat(path.Select(c => c switch
    {
        '\\' => @"\\\\",
        '\'' => @"\\\'",
        ':' => @"\\:",
        ',' or ';' or '[' or ']' => $"\\{c}",
        _ => c.ToString(),
    }));
}

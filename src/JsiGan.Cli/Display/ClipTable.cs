using System.Globalization;
using JsiGan.Imaging.Frames;
using JsiGan.Runtime.Observers;

namespace JsiGan.Cli.Display;

/// <summary>The properties of clips, side by side.</summary>
public static class ClipTable
{
    public static Table Of(params IReadOnlyList<ClipInfo> clips)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("");
        foreach (var clip in clips)
            table.AddColumn(Markup.Escape(clip.Path));

        Row("size", clip => $"{clip.Width}x{clip.Height}");
        Row("frames", clip => $"{clip.FrameCount.ToString(CultureInfo.InvariantCulture)} at "
            + $"{clip.Rate.PerSecond.ToString("0.###", CultureInfo.InvariantCulture)}/s");
        Row("pixel format", clip => $"{clip.PixelFormat}, {clip.BitDepth} bits, range {clip.Range}");
        Row("primaries", clip => clip.Primaries);
        Row("transfer", clip => clip.Transfer);
        Row("matrix", clip => clip.Matrix);
        Row("mastering display", clip => clip.Mastering is { } m ? $"{m.MaxLuminance / MasteringDisplay.LuminanceUnits} nits" : "no");
        Row("file", clip => Humanize.Bytes(new FileInfo(clip.Path).Length));
        return table;

        void Row(string name, Func<ClipInfo, string> value) => table.AddRow([name, .. clips.Select(clip => Markup.Escape(value(clip)))]);
    }
}

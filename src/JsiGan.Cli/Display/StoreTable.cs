using System.Globalization;
using JsiGan.Data.Store;
using JsiGan.Imaging.Frames;
using JsiGan.Runtime.Observers;

namespace JsiGan.Cli.Display;

/// <summary>The content of a frame store: a row for each clip.</summary>
public static class StoreTable
{
    public static Table Of(FrameStore store)
    {
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumns("clip", "kind", "HDR size", "frames", "train/val/test", "primaries", "SDR by");
        foreach (var clip in store.Clips)
            table.AddRow([.. Cells(clip).Select(Markup.Escape)]);

        return table;
    }

    /// <summary>One line for the whole store.</summary>
    public static string Summary(FrameStore store)
    {
        var bytes = new DirectoryInfo(store.Folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{store.Clips.Count} clips, {store.FrameCount} frames, scale {store.Scale}, train {store.Split.Training.Count} / validation "
                + $"{store.Split.Validation.Count} / test {store.Split.Test.Count}, {Humanize.Bytes(bytes)}");
    }

    private static string[] Cells(StoredClip clip) =>
    [
        clip.Name,
        clip.Kind,
        $"{clip.Width}x{clip.Height} {(clip.Chroma == ChromaFormat.Yuv420 ? "4:2:0" : "4:4:4")}",
        clip.Frames.ToString(CultureInfo.InvariantCulture),
        string.Create(
            CultureInfo.InvariantCulture,
            $"{clip.Frames - clip.Validation.Count - clip.Test.Count}/{clip.Validation.Count}/{clip.Test.Count}"),
        clip.Colour?.Primaries ?? "",
        clip.ToneMapping ?? "pair",
    ];
}

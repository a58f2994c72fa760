using JsiGan.Runtime.Files;
using Spectre.Console;

namespace JsiGan.Benchmarks.Benches.Data;

/// <summary>The data path from video to crops, each part with its reference.</summary>
public sealed class DataBench : IBench
{
    public string Name => "data";

    public string Summary =>
        "Crops (HR 160, LR 80) from a cached store and, by 2 workers, from a cold one; time that 2 workers wait for data; "
        + "ingest of a 4K HDR10 clip: compared with PyTorch, fio, reading without prefetch, and ffmpeg decoding to null.";

    public IReadOnlyList<string> Rows { get; } = ["data.crops", "data.cold", "data.wait", "data.ingest", "data.memory"];

    public IReadOnlyList<ResultRow> Run(BenchOptions options, IAnsiConsole console)
    {
        using var folder = new BenchFolder();
        console.MarkupLineInterpolated($"[grey]making a 4K HDR10 clip and its store in {folder.Path}[/]");
        var clip = DataClip.Make(folder.Path, options.Quick ? 48 : 240);
        var store = DataClip.Store(folder.Path, clip, options.Quick ? 4 : 2);
        foreach (var missing in ((string?[])[FioPeer.Missing(), PyTorchPeer.Missing()]).OfType<string>())
            console.WriteLine(missing);

        var crops = Repeat(options, console, "data.crops", () => DataChild.Measure("crops", store, clip, options.Quick, threads: 1));
        var peers = PyTorchPeer.Missing() is null
            ? Repeat(options, console, "data.crops in PyTorch", () => CropsPeer.Measure(folder.Path, options.Quick))
            : [];
        var (cold, fio) = Cold(options, console, store, clip);
        var waits = Repeat(options, console, "data.wait", () => WaitShare.Measure(store, options.Quick));
        var (ingest, decode) = Ingest(options, console, store, clip);
        return
        [
            Row("data.crops", "pairs/s", true, [.. crops.Select(one => one["rate"])], [.. peers.Select(one => one["rate"])]),
            Row("data.cold", "By/s", true, cold, fio),
            Row("data.wait", "1", false, [.. waits.Select(one => one["wait"])], [.. waits.Select(one => one["unprefetched"])]),
            Row("data.ingest", "frames/s", true, ingest, decode),
            ResultRow.Alone("data.memory", Statistics.Median(crops.Select(one => one["growth"])), "By", higherIsBetter: false, crops.Count),
        ];
    }

    private static (List<double> Ours, List<double> Fio) Cold(BenchOptions options, IAnsiConsole console, string store, string clip)
    {
        var (ours, fio) = (new List<double>(), new List<double>());
        for (var run = 1; run <= options.Runs; run++)
        {
            console.MarkupLineInterpolated($"[grey]data.cold: run {run} of {options.Runs}[/]");
            PageCache.Drop(store);
            ours.Add(DataChild.Measure("cold", store, clip, options.Quick, threads: 1)["rate"]);
            if (FioPeer.Missing() is null)
            {
                PageCache.Drop(store);
                fio.Add(FioPeer.RandomReads(store, options.Quick));
            }
        }

        return (ours, fio);
    }

    private static (List<double> Ours, List<double> Decode) Ingest(BenchOptions options, IAnsiConsole console, string store, string clip)
    {
        var (ours, decode) = (new List<double>(), new List<double>());
        for (var run = 1; run <= options.Runs; run++)
        {
            console.MarkupLineInterpolated($"[grey]data.ingest: run {run} of {options.Runs}[/]");
            decode.Add(DataClip.DecodeToNull(clip));
            ours.Add(DataChild.Measure("ingest", store, clip, options.Quick, options.Threads)["rate"]);
        }

        return (ours, decode);
    }

    private static List<IReadOnlyDictionary<string, double>> Repeat(
        BenchOptions options, IAnsiConsole console, string label, Func<IReadOnlyDictionary<string, double>> measure)
    {
        var all = new List<IReadOnlyDictionary<string, double>>();
        for (var run = 1; run <= options.Runs; run++)
        {
            console.MarkupLineInterpolated($"[grey]{label}: run {run} of {options.Runs}[/]");
            all.Add(measure());
        }

        return all;
    }

    private static ResultRow Row(string name, string unit, bool higherIsBetter, IReadOnlyList<double> ours,
        IReadOnlyList<double> reference) =>
        reference.Count == 0
            ? ResultRow.Alone(name, Statistics.Median(ours), unit, higherIsBetter, ours.Count)
            : ResultRow.Against(name, Statistics.Median(ours), unit, Statistics.Median(reference), higherIsBetter, ours.Count);
}

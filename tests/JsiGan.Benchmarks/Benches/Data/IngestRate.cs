using System.Diagnostics;
using JsiGan.Data.Ingest;
using JsiGan.Data.Ingest.Sources;
using JsiGan.Imaging.Frames;

namespace JsiGan.Benchmarks.Benches.Data;

/// <summary>Frames per second of `jsigan ingest` on an HDR10 clip: probing, cuts, tone mapping, writing.</summary>
internal static class IngestRate
{
    public static (string Name, double Value)[] Measure(string clip, string store)
    {
        var frames = ClipProbe.Read(clip).FrameCount;
        var watch = Stopwatch.StartNew();
        StoreIngest.Run(store, [new IngestItem(clip, null, "clip")], new IngestOptions(), null, default);
        var seconds = watch.Elapsed.TotalSeconds;
        Directory.Delete(store, recursive: true);
        return [("rate", frames / seconds)];
    }
}

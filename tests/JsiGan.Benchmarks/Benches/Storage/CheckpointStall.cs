using System.Diagnostics;
using JsiGan.Data.Patches;
using JsiGan.Runtime.Files;
using JsiGan.Training;
using JsiGan.Training.Checkpoints;
using JsiGan.Training.Recipes;
using static TorchSharp.torch;

namespace JsiGan.Benchmarks.Benches.Storage;

/// <summary>How long a checkpoint of stage 2 blocks the step loop, compared with writing a folder synchronously.</summary>
internal static class CheckpointStall
{
    public const string Row = "checkpoint.stall";

    public static ResultRow Measure(string folder, BenchOptions options)
    {
        set_num_threads(options.Threads);
        var recipe = new Recipe { Stage1 = new StageOptions { Epochs = 0, Milestones = [] } };
        using var trainer = new Trainer(recipe, new BlackPatches(), [], CPU, TimeProvider.System);
        using var snapshot = new CheckpointSnapshot();
        // As at the start of a stage; the first snapshot counts like all others.
        snapshot.Reserve(trainer.State.SnapshotSizes);
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var run = 0; run < Math.Max(options.Runs, 5); run++)
        {
            ours.Add(Seconds(() => trainer.State.CopyTo(snapshot)));
            theirs.Add(Seconds(() => trainer.State.Save(Path.Combine(folder, "checkpoint"))));
        }

        return ResultRow.Against(Row, Statistics.Median(ours), "s", Statistics.Median(theirs), higherIsBetter: false, ours.Count);
    }

    private static double Seconds(Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        return watch.Elapsed.TotalSeconds;
    }

    private sealed class BlackPatches : IPatchSource
    {
        public PatchGeometry Geometry { get; } = new(80, 2);

        public long PatchesPerEpoch => 39_340;

        public void Read(long position, int count, Span<byte> sdr, Span<ushort> hdr)
        {
            sdr.Clear();
            hdr.Clear();
        }
    }
}

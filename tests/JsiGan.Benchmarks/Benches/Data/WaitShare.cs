using System.Diagnostics;
using JsiGan.Data.Patches;
using JsiGan.Data.Store;
using JsiGan.Training;
using JsiGan.Training.Distributed;
using JsiGan.Training.Recipes;
using TorchSharp;

namespace JsiGan.Benchmarks.Benches.Data;

/// <summary>The share of a step that two workers of a group spend waiting for patches, with and without prefetch.</summary>
internal static class WaitShare
{
    private const int World = 2;

    // Global batch; each worker reads half.
    private const int Batch = 4;
    private const int Steps = 6;

    /// <summary>The mean of the workers.</summary>
    public static IReadOnlyDictionary<string, double> Measure(string store, bool quick)
    {
        string[] arguments = [DataChild.Name, "--part", "wait", "--store", store, "--clip", "", "--work", quick ? "1" : "4"];
        var workers = JoinedProcesses.Run(World, arguments, threads: 1).Select(DataChild.Parse).ToList();
        return workers[0].Keys.ToDictionary(key => key, key => workers.Average(one => one[key]));
    }

    /// <summary>One worker.</summary>
    public static (string Name, double Value)[] Work(string folder, int work)
    {
        var group = new ProcessGroup(Batch) { Timeout = TimeSpan.FromMinutes(5) };
        using var session = JoinedProcesses.Join(group);
        using var store = FrameStore.Open(folder);
        var recipe = new Recipe
        {
            Batch = Batch,
            Patch = new PatchOptions { LowSize = 48 },
            Threads = 1,
            Stage1 = new StageOptions { Epochs = 1000, Schedule = ScheduleKind.Constant },
        };
        var geometry = new PatchGeometry(recipe.Patch.LowSize, recipe.Model.Scale);
        var patches = new PatchStream(store, store.Split.Training, geometry, recipe.Stage1.PatchesPerEpoch, recipe.Seed);
        using var trainer = new Trainer(recipe, patches, [], torch.CPU, TimeProvider.System, group);
        var (data, rest) = (0.0, 0.0);
        foreach (var step in trainer.Run().OfType<StepDone>().Take(1 + (Steps * work)).Skip(1))
        {
            data += step.Report.Times.Data.TotalSeconds;
            rest += (step.Report.Times.Compute + step.Report.Times.Communication).TotalSeconds;
        }

        var share = group.Shard;
        var (sdr, hdr) = (new byte[share.Count * geometry.LowSamples], new ushort[share.Count * geometry.HighSamples]);
        var watch = Stopwatch.StartNew();
        for (var step = 0; step < Steps * work; step++)
            patches.Read(((1000 + step) * Batch) + share.First, share.Count, sdr, hdr);

        var reading = watch.Elapsed.TotalSeconds;
        return [("wait", data / (data + rest)), ("unprefetched", reading / (reading + rest))];
    }
}

using System.Diagnostics;
using JsiGan.Imaging.Frames;
using JsiGan.Imaging.Patches;
using JsiGan.Training;
using JsiGan.Training.Recipes;
using TorchSharp;

namespace JsiGan.Benchmarks.Benches.Data;

/// <summary>The share of training steps spent waiting for patches, and what it would be without reading ahead.</summary>
internal static class WaitShare
{
    private const int Batch = 4;
    private const int Steps = 6;

    public static (string Name, double Value)[] Measure(string folder, int work)
    {
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
        using var trainer = new Trainer(recipe, patches, [], torch.CPU, TimeProvider.System);
        var (data, compute) = (0.0, 0.0);
        foreach (var step in trainer.Run().OfType<StepDone>().Take(1 + (Steps * work)).Skip(1))
        {
            data += step.Report.Data.TotalSeconds;
            compute += step.Report.Compute.TotalSeconds;
        }

        var (sdr, hdr) = (new byte[Batch * geometry.LowSamples], new ushort[Batch * geometry.HighSamples]);
        var watch = Stopwatch.StartNew();
        for (var step = 0; step < Steps * work; step++)
        {
            patches.Read((1000 + step) * Batch, Batch, sdr, hdr);
        }

        var reading = watch.Elapsed.TotalSeconds;
        return [("wait", data / (data + compute)), ("unprefetched", reading / (reading + compute))];
    }
}

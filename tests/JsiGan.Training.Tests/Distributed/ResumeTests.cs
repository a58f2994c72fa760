using System.Runtime.InteropServices;
using JsiGan.Data.Patches;
using JsiGan.Training.Checkpoints;
using JsiGan.Training.Distributed;
using JsiGan.Training.Recipes;
using static TorchSharp.torch;

namespace JsiGan.Training.Tests.Distributed;

/// <summary>A run goes on with another number of workers than it was stopped with.</summary>
public sealed class ResumeTests : IDisposable
{
    private const int Steps = 8;
    private const double LeastWeight = 1e-3;

    private readonly TestFolder _folder = new();

    // Rounding is not to be magnified: a fresh generator predicts almost 0, and the paper's detail layer divides by that.
    private static Recipe Recipe { get; } = TinyRun.AveragedRecipe with
    {
        Batch = 4,
        Model = new ModelOptions { DetailLayer = JsiGan.Models.DetailLayer.Subtract },
        Stage1 = TinyRun.AveragedRecipe.Stage1 with { PatchesPerEpoch = 8, LearningRate = 1e-4 },
        Stage2 = TinyRun.AveragedRecipe.Stage2 with { PatchesPerEpoch = 8, LearningRate = 1e-6 },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    public void Two_workers_and_then_three_end_with_the_weights_of_one_in_float64(int stoppedAfter)
    {
        Train(null, from: null, Steps, "one");
        _ = Ranks.Run(2, Recipe.Batch, BatchStatistics.Global, workers => Train(workers, from: null, stoppedAfter, $"two-{workers.Rank}"));
        _ = Ranks.Run(3, Recipe.Batch, BatchStatistics.Global,
            workers => Train(workers, _folder.File("two-0"), Steps - stoppedAfter, $"three-{workers.Rank}"));
        var files = CheckpointFolder.Open(_folder.File("one")).Files;
        foreach (var file in files.Where(name => name.EndsWith("tensors", StringComparison.Ordinal)))
        {
            using var expected = new SafetensorsReader(_folder.File($"one/{file}"));
            using var actual = new SafetensorsReader(_folder.File($"three-0/{file}"));
            foreach (var entry in expected.Entries.Where(entry => entry.Type == "F64"))
            {
                // Moments are sums of gradients and of their squares: small numbers, which only their own size says how near to be.
                var least = file.StartsWith("optimizer", StringComparison.Ordinal) ? 0 : LeastWeight;
                Close(Values(expected, entry), Values(actual, actual.Find(entry.Name)!), least, $"{file} {entry.Name}");
            }
        }
    }

    private bool Train(ProcessGroup? workers, string? from, int steps, string saved)
    {
        using var trainer = new Trainer(
            Recipe, new NoisePatches(), [TinyRun.Crop()], CPU, TimeProvider.System, TinyRun.Sizes with { Type = ScalarType.Float64 },
            workers);
        if (from is not null)
            trainer.State.Restore(from);

        _ = trainer.Run().OfType<StepDone>().Take(steps).Count();
        trainer.State.Save(_folder.File(saved));
        return true;
    }

    private static double[] Values(SafetensorsReader reader, SafetensorsEntry entry)
    {
        var bytes = new byte[entry.Length];
        reader.Read(entry, bytes);
        return MemoryMarshal.Cast<byte, double>(bytes).ToArray();
    }

    private static void Close(double[] expected, double[] actual, double least, string name)
    {
        var scale = Math.Max(least, expected.Select(Math.Abs).DefaultIfEmpty(0).Max());
        var worst = expected.Zip(actual, (one, other) => Math.Abs(one - other)).DefaultIfEmpty(0).Max();
        Assert.True(worst <= 1e-9 * scale, $"{name} differs by {worst:e2} where at most {1e-9 * scale:e2} was expected");
    }

    /// <summary>Patches that differ from each other: normalising what hardly varies would magnify rounding too.</summary>
    private sealed class NoisePatches : IPatchSource
    {
        public PatchGeometry Geometry { get; } = new(16, 2);

        public long PatchesPerEpoch => 1000;

        public void Read(long position, int count, Span<byte> sdr, Span<ushort> hdr)
        {
            for (var patch = 0; patch < count; patch++)
            {
                var random = new Random((int)(position + patch));
                Fill(sdr.Slice(patch * sdr.Length / count, sdr.Length / count), () => (byte)random.Next(50, 230));
                Fill(hdr.Slice(patch * hdr.Length / count, hdr.Length / count), () => (ushort)random.Next(200, 900));
            }
        }

        private static void Fill<T>(Span<T> values, Func<T> next)
        {
            for (var i = 0; i < values.Length; i++)
                values[i] = next();
        }
    }
}

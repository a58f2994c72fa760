using System.Security.Cryptography;
using System.Text;
using JsiGan.Data.Patches;
using JsiGan.Imaging.Frames;
using JsiGan.Models;
using JsiGan.Training.Recipes;
using static TorchSharp.torch;

namespace JsiGan.Training.Tests;

/// <summary>A recipe, data and networks small enough to train in a test.</summary>
internal static class TinyRun
{
    public static NetworkSizes Sizes { get; } = new(Generator: 4, Discriminator: 2);

    /// <summary>2 epochs of 3 steps in both stages, on patches of 16 low-resolution pixels.</summary>
    public static Recipe Recipe { get; } = new()
    {
        Name = "tiny",
        Seed = 7,
        Batch = 2,
        Threads = 1,
        Patch = new PatchOptions { LowSize = 16 },
        Stage1 = new StageOptions { Epochs = 2, PatchesPerEpoch = 6, LearningRate = 1e-3, Schedule = ScheduleKind.Cosine },
        Stage2 = new StageOptions
        {
            Epochs = 2, PatchesPerEpoch = 7, LearningRate = 1e-4, Schedule = ScheduleKind.LinearTail,
            TailEpochs = 1
        },
    };

    /// <summary>The same from a start at the input, with a warm-up and averaged weights.</summary>
    public static Recipe AveragedRecipe { get; } = Recipe with
    {
        Start = GeneratorStart.Input,
        Ema = 0.9,
        Stage1 = Recipe.Stage1 with { WarmUp = 4 },
        Stage2 = Recipe.Stage2 with { WarmUp = 2 },
    };

    public static Trainer Trainer(Recipe recipe, IPatchSource? patches = null) =>
        new(recipe, patches ?? new GradientPatches(), [Crop()], CPU, TimeProvider.System, Sizes);

    public static CropPair Crop()
    {
        var geometry = new PatchGeometry(16, 2);
        var (sdr, hdr) = (new byte[geometry.LowSamples], new ushort[geometry.HighSamples]);
        new GradientPatches().Read(1_000_003, 1, sdr, hdr);
        return new CropPair(16, 16, 2, sdr, hdr);
    }

    /// <summary>SHA-256 over all files of a checkpoint: equal for equal bits of weights, moments, statistics and position.</summary>
    public static string HashOf(string folder) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n',
        Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetFileName(file)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}")))));
}

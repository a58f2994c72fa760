using JsiGan.Data.Patches;
using JsiGan.Imaging.Frames;
using JsiGan.Training;
using JsiGan.Training.Distributed;
using JsiGan.Training.Recipes;
using static TorchSharp.torch;

namespace JsiGan.Benchmarks.Recovery;

/// <summary>
/// A run whose networks are a few channels wide, in float64: what losing workers changes shows in the eleventh digit, and no step takes
/// long. Or one of the same patches with the networks at full size, in float32: what recovery takes with all their weights and moments.
/// </summary>
public static class SmallRun
{
    /// <summary>Patches of the global batch.</summary>
    public const int Batch = 8;

    private const int LowSize = 16;
    private const int Scale = 2;

    private const string FullSize = "full-size";
    private static readonly NetworkSizes Sizes = new(Generator: 4, Discriminator: 2, ScalarType.Float64);

    /// <summary>A run of so many steps in the two stages, two epochs each.</summary>
    /// <param name="stage1">Steps of stage 1, even.</param>
    /// <param name="stage2">Steps of stage 2, even.</param>
    /// <param name="fullSize">Whether the networks have the paper's widths; the recipe's name tells the workers.</param>
    /// <param name="batch">Patches of the global batch.</param>
    /// <param name="lowSize">Side of an SDR patch, pixels.</param>
    public static Recipe Recipe(int stage1, int stage2, bool fullSize = false, int batch = Batch, int lowSize = LowSize) => new()
    {
        Name = fullSize ? FullSize : "small",
        Seed = 11,
        Batch = batch,
        Threads = 1,
        Data = new DataOptions { Hdr = "none-hdr.mp4", Sdr = "none-sdr.mp4" },
        Patch = new PatchOptions { LowSize = lowSize },
        Stage1 = Stage(stage1, batch, 1e-3),
        Stage2 = Stage(stage2, batch, 1e-6),
    };

    /// <summary>A trainer at the run's start.</summary>
    /// <param name="recipe">A recipe of this class.</param>
    /// <param name="patches">Patches of the recipe's size.</param>
    /// <param name="workers">Those that make each update together; null for one alone.</param>
    /// <param name="device">Where the networks live; null for the CPU.</param>
    public static Trainer Trainer(Recipe recipe, IPatchSource patches, ProcessGroup? workers = null, Device? device = null) => new(
        recipe, patches, [Crop(GeometryOf(recipe))], device ?? CPU, TimeProvider.System,
        recipe.Name == FullSize ? new NetworkSizes() : Sizes, workers);

    /// <summary>Patches of a recipe's run.</summary>
    public static PatchGeometry GeometryOf(Recipe recipe) => new PatchGeometry(recipe.Patch.LowSize, Scale);

    private static StageOptions Stage(int steps, int batch, double rate) => new()
    {
        Epochs = 2, PatchesPerEpoch = steps / 2 * batch, LearningRate = rate, Schedule = ScheduleKind.Constant,
    };

    private static CropPair Crop(PatchGeometry geometry)
    {
        var (sdr, hdr) = (new byte[geometry.LowSamples], new ushort[geometry.HighSamples]);
        new RampPatches(geometry).Read(1_000_003, 1, sdr, hdr);
        return new CropPair(geometry.LowSize, geometry.LowSize, Scale, sdr, hdr);
    }
}

using JsiGan.Data.Patches;
using JsiGan.Imaging.Frames;
using JsiGan.Training;
using JsiGan.Training.Distributed;
using JsiGan.Training.Recipes;
using static TorchSharp.torch;

namespace JsiGan.Testing.Recovery;

/// <summary>
/// A run of fast steps in float64, with networks a few channels wide: losing workers changes only the eleventh digit. Or a run of the same
/// patches with full-size networks in float32, to measure recovery with all their weights and moments.
/// </summary>
public static class SmallRun
{
    /// <summary>Patches of the global batch.</summary>
    public const int Batch = 8;

    private const int LowSize = 16;
    private const int Scale = 2;

    private const string FullSize = "full-size";
    private static readonly NetworkSizes Sizes = new(Generator: 4, Discriminator: 2, ScalarType.Float64);

    /// <summary>A recipe with two epochs in each stage.</summary>
    /// <param name="stage1">Steps of stage 1, even.</param>
    /// <param name="stage2">Steps of stage 2, even.</param>
    /// <param name="fullSize">Whether the networks have the paper's widths, which workers read from the recipe's name.</param>
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

    /// <param name="workers">The process group; null for a single worker.</param>
    /// <param name="device">Device of the networks; null for the CPU.</param>
    public static Trainer Trainer(Recipe recipe, IPatchSource patches, ProcessGroup? workers = null, Device? device = null) => new(
        recipe, patches, [Crop(GeometryOf(recipe))], device ?? CPU, TimeProvider.System,
        recipe.Name == FullSize ? new NetworkSizes() : Sizes, workers);

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

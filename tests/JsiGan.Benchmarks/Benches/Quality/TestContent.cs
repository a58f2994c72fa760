using JsiGan.Data.Ingest;
using JsiGan.Data.Ingest.Sources;
using JsiGan.Data.Patches;
using JsiGan.Data.Store;
using JsiGan.Evaluation.Baselines;
using JsiGan.Imaging.Frames;
using JsiGan.Imaging.Synthesis.Degradation;
using JsiGan.Imaging.Synthesis.Grades;
using JsiGan.Runtime.Hosting;
using JsiGan.Runtime.Runs;
using JsiGan.Training.Recipes;

namespace JsiGan.Benchmarks.Benches.Quality;

/// <summary>Pairs that no recipe trains on, and the tone curve of other frames of theirs.</summary>
/// <param name="Synthesised">Crops of synthesised shots, each with another grade and degradation.</param>
/// <param name="Photograph">A photograph and its SDR version, whole.</param>
/// <param name="Curve">Fitted on other shots of the synthesised clip.</param>
internal sealed record TestContent(IReadOnlyList<CropPair> Synthesised, IReadOnlyList<CropPair> Photograph, ToneCurve Curve)
{
    // The recipes use small seeds.
    private const ulong Seed = 0x5EED_7E57;

    /// <param name="scale">The generator's.</param>
    /// <param name="quick">Whether fewer frames will do.</param>
    /// <param name="folder">Takes the clips.</param>
    public static TestContent Make(int scale, bool quick, string folder)
    {
        var recipe = new Recipe
        {
            Model = new ModelOptions { Scale = scale },
            Data = new DataOptions
            {
                Synthesize = new SynthesizeOptions
                {
                    Width = 1280,
                    Height = 720,
                    Frames = quick ? 8 : 52,
                    FramesPerShot = 1,
                    Seed = Seed,
                    Grades = GradeVariety.Many,
                    Degradation = SdrDegradation.Film,
                },
                ValidationEvery = 2,
            },
            Validation = new ValidationOptions { Crops = quick ? 4 : 52, CropSize = 192 / scale },
        };
        using var data = TrainingData.Open(recipe, folder, new NoDisplay(), default);
        return new TestContent(
            data.Validation, [PhotographOf(scale, folder)], Scoring.FitToneCurve(data.Store, data.Split.Training));
    }

    private static CropPair PhotographOf(int scale, string folder)
    {
        var (store, pictures) = (Path.Combine(folder, "photograph"), Path.Combine(AppContext.BaseDirectory, "pictures"));
        var pair = new IngestItem(
            Path.Combine(pictures, "photograph-hdr.avif"), Path.Combine(pictures, "photograph-sdr.png"), "photograph");
        StoreIngest.Run(store, [pair], new IngestOptions { Scale = scale }, null, default);
        using var frames = FrameStore.Open(store);
        var (width, height) = frames.LowSize(0);
        return ValidationCrops.Crop(frames, 0, 0, 0, width, height);
    }
}

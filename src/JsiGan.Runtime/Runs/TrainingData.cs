using JsiGan.Data.Ingest;
using JsiGan.Data.Patches;
using JsiGan.Data.Store;
using JsiGan.Imaging.Frames;
using JsiGan.Imaging.Synthesis;
using JsiGan.Runtime.Files;
using JsiGan.Runtime.Hosting;
using JsiGan.Training.Recipes;

namespace JsiGan.Runtime.Runs;

/// <summary>A recipe's training and validation frames: rendered, decoded and split.</summary>
public sealed class TrainingData : IDisposable
{
    private TrainingData(Recipe recipe, FrameStore store)
    {
        Store = store;
        try
        {
            RequireScale(recipe, store);
            Split = recipe.Data.Store is null ? FrameSplit.HoldOut(store.FrameCount, recipe.Data.ValidationEvery) : SplitOf(store);
            Validation = ValidationCrops.Read(store, Split.Validation, recipe.Validation.Crops, recipe.Validation.CropSize);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    public FrameStore Store { get; }

    public FrameSplit Split { get; }

    /// <summary>The fixed crops of the held-out frames.</summary>
    public IReadOnlyList<CropPair> Validation { get; }

    /// <summary>
    /// Opens the frame store that the recipe names, or the one of its clips: missing clips are rendered if the recipe says so, and a
    /// missing store is created.
    /// </summary>
    /// <exception cref="UsageException">The clips are missing or invalid, or the store does not match the recipe.</exception>
    /// <exception cref="FailureException">The store is missing or damaged, the disk is full, or ffmpeg is missing.</exception>
    public static TrainingData Open(Recipe recipe, string dataFolder, IProgressDisplay display, CancellationToken token)
    {
        if (recipe.Data.Store is { } folder)
            return new TrainingData(recipe, FrameStore.Open(folder));

        var clips = ClipPair.Of(recipe, dataFolder);
        if (recipe.Data.Synthesize is { } clip && !(File.Exists(clips.Hdr) && File.Exists(clips.Sdr)))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(clips.Hdr))!);
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(clips.Sdr))!);
            var options = new SyntheticClipOptions
            {
                Width = clip.Width,
                Height = clip.Height,
                Frames = clip.Frames,
                Seed = clip.Seed,
                FramesPerShot = clip.FramesPerShot,
                Grades = clip.Grades,
                Degradation = clip.Degradation,
            };
            display.Prepare(
                $"rendering {clip.Frames} frames of {clip.Width}x{clip.Height} HDR and SDR",
                progress => new SyntheticClip(options).Write(clips.Hdr, clips.Sdr, new FrameShare(progress), token));
        }

        FrameStore? store = null;
        display.Prepare(
            $"reading {Path.GetFileName(clips.Hdr)}",
            progress => store = PairStore.Build(clips.Hdr, clips.Sdr, recipe.Model.Scale, clips.Store, new FrameShare(progress), token));
        return new TrainingData(recipe, store!);
    }

    /// <summary>The endless patches of the training frames, counted by the epochs of a recipe's first stage.</summary>
    public IPatchSource Patches(Recipe recipe) => new PatchStream(
        Store, Split.Training, new PatchGeometry(recipe.Patch.LowSize, recipe.Model.Scale), recipe.Stage1.PatchesPerEpoch, recipe.Seed,
        recipe.Patch.Augment);

    public void Dispose() => Store.Dispose();

    private static void RequireScale(Recipe recipe, FrameStore store)
    {
        if (store.Scale != recipe.Model.Scale)
        {
            throw new UsageException(
                $"The frame store {store.Folder} has scale {store.Scale}, but model.scale is {recipe.Model.Scale}: set model.scale to "
                + $"{store.Scale}, or ingest with --scale {recipe.Model.Scale}.");
        }
    }

    private static FrameSplit SplitOf(FrameStore store) => store.Split is { Training.Count: > 0, Validation.Count: > 0 }
        ? store.Split
        : throw new UsageException(
            $"The frame store {store.Folder} has {store.Split.Training.Count} frames for training and {store.Split.Validation.Count} for "
                + "validation, but at least 1 of each is needed: ingest more clips, with --split hold-out or --split validation.");
}

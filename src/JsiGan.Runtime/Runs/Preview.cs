using JsiGan.Data.Patches;
using JsiGan.Data.Store;
using JsiGan.Evaluation;
using JsiGan.Evaluation.Baselines;
using JsiGan.Imaging.Frames;
using JsiGan.Imaging.Preview;

namespace JsiGan.Runtime.Runs;

/// <summary>Input, prediction and truth side by side, tone-mapped for an SDR screen: one row for each held-out frame.</summary>
public static class Preview
{
    private const int MostRows = 4;
    private const int MostLowWidth = 240;
    private const int MostLowHeight = 135;

    /// <summary>Crops from the middle of held-out frames, wider than those that are scored, for people to see.</summary>
    public static IReadOnlyList<CropPair> Crops(FrameStore store, IReadOnlyList<int> frames)
    {
        int[] shown = [.. frames.Take(MostRows)];
        var sizes = shown.Select(store.LowSize).ToArray();
        var width = Math.Min(MostLowWidth, sizes.Min(size => size.Width));
        var height = Math.Min(MostLowHeight, sizes.Min(size => size.Height));
        return
        [
            .. shown.Zip(sizes, (frame, size) =>
                ValidationCrops.Crop(store, frame, (size.Width - width) / 2, (size.Height - height) / 2, width, height)),
        ];
    }

    /// <summary>Writes the picture as PNG.</summary>
    /// <param name="path">The file.</param>
    /// <param name="crops">Crops of one size.</param>
    /// <param name="predict">Gives the HDR signal of a crop, code / 1023.</param>
    public static void Save(string path, IReadOnlyList<CropPair> crops, Func<CropPair, Frame<float>> predict)
    {
        var picture = new PreviewImage(["SDR input (bicubic)", "JSI-GAN", "HDR truth"], crops[0].HighWidth, crops[0].HighHeight);
        foreach (var crop in crops)
            picture.AddRow(PreviewImage.Sdr(BicubicCodes.Predict(crop)), picture.Hdr(predict(crop)), picture.Hdr(Signals.Truth(crop)));

        picture.Save(path);
    }
}

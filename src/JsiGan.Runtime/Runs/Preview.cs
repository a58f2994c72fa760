using JsiGan.Data.Store;
using JsiGan.Evaluation;
using JsiGan.Evaluation.Baselines;
using JsiGan.Imaging.Frames;
using JsiGan.Imaging.Preview;

namespace JsiGan.Runtime.Runs;

/// <summary>
/// Pictures of a trained generator for an SDR screen, HDR tone-mapped: crops of held-out frames beside the truth, and a whole frame.
/// </summary>
public static class Preview
{
    private const int MostRows = 4;
    private const int HighWidth = 320;
    private const int HighHeight = 240;
    private const int FrameLowWidth = 480;

    /// <summary>The crop with the most content of each of a few held-out frames.</summary>
    public static IReadOnlyList<CropPair> Crops(FrameStore store, IReadOnlyList<int> frames)
    {
        int[] shown = [.. frames.Take(MostRows)];
        var sizes = shown.Select(store.LowSize).ToArray();
        var width = Math.Min(HighWidth / store.Scale, sizes.Min(size => size.Width));
        var height = Math.Min(HighHeight / store.Scale, sizes.Min(size => size.Height));
        return [.. shown.Select(frame => PreviewCrops.Busiest(store, frame, width, height))];
    }

    /// <summary>Writes input, prediction, truth, their difference and their luminance side by side, a row a crop, as PNG.</summary>
    /// <param name="path">The file.</param>
    /// <param name="crops">Crops of one size.</param>
    /// <param name="predict">Gives the HDR signal of a crop, code / 1023.</param>
    public static void Save(string path, IReadOnlyList<CropPair> crops, Func<CropPair, Frame<float>> predict)
    {
        string[] labels = ["SDR input", "JSI-GAN", "HDR truth", "difference x8", "JSI-GAN nits", "truth nits"];
        var picture = new PreviewImage(labels, crops[0].HighWidth, crops[0].HighHeight) { HasScale = true };
        foreach (var crop in crops)
        {
            var (prediction, truth) = (predict(crop), Signals.Truth(crop));
            picture.AddRow(
                PreviewImage.Sdr(BicubicCodes.Predict(crop)), picture.Hdr(prediction), picture.Hdr(truth),
                PreviewImage.Difference(prediction, truth), PreviewImage.Nits(prediction), PreviewImage.Nits(truth));
        }

        picture.Save(path);
    }

    /// <summary>Writes input, prediction and truth of a whole frame, shrunk before the prediction, as PNG.</summary>
    /// <param name="path">The file.</param>
    /// <param name="store">Where the frame is.</param>
    /// <param name="frame">Its index.</param>
    /// <param name="predict">Gives the HDR signal of a crop, code / 1023.</param>
    public static void SaveFrame(string path, FrameStore store, int frame, Func<CropPair, Frame<float>> predict)
    {
        var whole = PreviewCrops.Shrunk(store, frame, FrameLowWidth);
        var picture = new PreviewImage(["SDR input", "JSI-GAN", "HDR truth"], whole.HighWidth, whole.HighHeight);
        picture.AddRow(
            PreviewImage.Sdr(BicubicCodes.Predict(whole)), picture.Hdr(predict(whole)), picture.Hdr(Signals.Truth(whole)));
        picture.Save(path);
    }
}

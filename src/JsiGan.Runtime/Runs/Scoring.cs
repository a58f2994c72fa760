using JsiGan.Data.Patches;
using JsiGan.Data.Store;
using JsiGan.Evaluation;
using JsiGan.Evaluation.Baselines;
using JsiGan.Imaging.Frames;
using JsiGan.Runtime.Files;

namespace JsiGan.Runtime.Runs;

/// <summary>Scores of any method on the held-out crops.</summary>
public static class Scoring
{
    /// <summary>Means over the crops of a method's predictions.</summary>
    /// <param name="crops">The held-out crops.</param>
    /// <param name="predict">Gives the HDR signal of a crop, code / 1023, [3, HighHeight, HighWidth].</param>
    public static Scores Of(IReadOnlyList<CropPair> crops, Func<CropPair, Frame<float>> predict)
    {
        var (psnr, ssim, difference) = (0.0, 0.0, 0.0);
        foreach (var crop in crops)
        {
            var (prediction, truth) = (predict(crop), Signals.Truth(crop));
            psnr += Psnr.Of(prediction, truth);
            ssim += Ssim.Of(prediction, truth);
            difference += DeltaEItp.Of(prediction, truth);
        }

        return new Scores(psnr / crops.Count, ssim / crops.Count, difference / crops.Count);
    }

    /// <summary>The curve fitted on whole training frames, one in memory at a time.</summary>
    public static ToneCurve FitToneCurve(FrameStore store, IReadOnlyList<int> frames)
    {
        return ToneCurve.Fit(frames.Select(frame =>
        {
            var (width, height) = store.LowSize(frame);
            return ValidationCrops.Crop(store, frame, 0, 0, width, height);
        }));
    }
}

using JsiGan.Runtime.Files;

namespace JsiGan.Runtime.Runs;

/// <summary>The rows of `jsigan train --json FILE`; the README lists the names.</summary>
public static class FinalRows
{
    /// <param name="scores">The held-out scores; the tone curve is the reference of both networks. A stage that was left out has no
    /// rows.</param>
    /// <param name="steps">Optimizer steps of the whole run.</param>
    /// <param name="seconds">Wall time of this invocation, preparation and scoring included.</param>
    /// <param name="checkpoint">Path of the checkpoint.</param>
    public static IReadOnlyList<ResultRow> Of(Comparison scores, long steps, double seconds, string checkpoint)
    {
        return
        [
            .. Network("jsinet", scores.JsiNet, scores.ToneCurve),
            .. Network("jsigan", scores.JsiGan, scores.ToneCurve),
            .. Baseline("bicubic", scores.Bicubic),
            .. Baseline("tone_curve", scores.ToneCurve),
            ResultRow.Alone("steps", steps, "count", higherIsBetter: false),
            ResultRow.Alone("seconds", seconds, "s", higherIsBetter: false),
            ResultRow.OfPath("checkpoint", checkpoint),
        ];
    }

    private static IEnumerable<ResultRow> Network(string name, Scores? scores, Scores reference) => scores is null ? [] :
    [
        ResultRow.Against($"psnr_{name}", scores.Psnr, "dB", reference.Psnr, higherIsBetter: true),
        ResultRow.Against($"ssim_{name}", scores.Ssim, "1", reference.Ssim, higherIsBetter: true),
        ResultRow.Against($"delta_e_itp_{name}", scores.DeltaEItp, "1", reference.DeltaEItp, higherIsBetter: false),
    ];

    private static IEnumerable<ResultRow> Baseline(string name, Scores scores) =>
    [
        ResultRow.Alone($"psnr_{name}", scores.Psnr, "dB", higherIsBetter: true),
        ResultRow.Alone($"ssim_{name}", scores.Ssim, "1", higherIsBetter: true),
        ResultRow.Alone($"delta_e_itp_{name}", scores.DeltaEItp, "1", higherIsBetter: false),
    ];
}

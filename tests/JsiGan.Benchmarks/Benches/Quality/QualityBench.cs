using JsiGan.Evaluation;
using JsiGan.Evaluation.Baselines;
using JsiGan.Imaging.Frames;
using JsiGan.Runtime.Files;
using JsiGan.Runtime.Runs;
using JsiGan.Training;
using JsiGan.Training.Checkpoints;
using Spectre.Console;
using TorchSharp;

namespace JsiGan.Benchmarks.Benches.Quality;

/// <summary>
/// What a trained generator makes of content that no recipe trains on, against both baselines, and two faults that the eye sees before the
/// metrics do: a cast on greys and a pixel grid.
/// </summary>
public sealed class QualityBench : IBench
{
    private const float HdrPeak = 1023;

    public string Name => "quality";

    public string Summary =>
        "PSNR, SSIM and colour difference of a generator on unseen synthesised shots and on a photograph (reference: the fitted tone "
        + "curve), its cast on a grey ramp (codes; reference 2) and its pixel grid (codes; reference 0.5).";

    public IReadOnlyList<string> Rows { get; } =
    [
        .. from content in (string[])["synthesised", "photograph"]
           from row in (string[])["psnr", "ssim", "delta_e_itp", "psnr.bicubic", "ssim.bicubic", "delta_e_itp.bicubic"]
           select $"quality.{content}.{row}",
        "quality.grey.cb", "quality.grey.cr", "quality.grid", "quality.grid.truth",
    ];

    public bool TakesModel => true;

    public IReadOnlyList<ResultRow> Run(BenchOptions options, IAnsiConsole console)
    {
        var named = options.Model ?? InitialWeights.ShippedFile(scale: 2);
        var path = TrainedGenerator.Find(named)
            ?? throw new UsageException($"--model {named} does not exist: name a run's folder, a checkpoint's, or a generator's file.");
        using var network = TrainedGenerator.Load(path, torch.CPU);
        var predictor = new FramePredictor(network, torch.CPU);
        using var folder = new TestFolder();
        var content = TestContent.Make(predictor.Scale, options.Quick, folder.Path);
        var predictions = content.Synthesised.Concat(content.Photograph).ToDictionary(
            crop => crop, crop => Normalized(predictor.Predict(new Frame<byte>(crop.LowWidth, crop.LowHeight, crop.Sdr))));
        var (cb, cr) = GreyRamp.ErrorOf(predictor);
        var grid = PixelGrid.Of([.. content.Synthesised.Select(crop => predictions[crop])]);
        var truth = PixelGrid.Of([.. content.Synthesised.Select(Signals.Truth)]);
        return
        [
            .. Scores("synthesised", content.Synthesised, crop => predictions[crop], content.Curve),
            .. Scores("photograph", content.Photograph, crop => predictions[crop], content.Curve),
            ResultRow.Against("quality.grey.cb", cb, "codes", 2, higherIsBetter: false),
            ResultRow.Against("quality.grey.cr", cr, "codes", 2, higherIsBetter: false),
            ResultRow.Against("quality.grid", HdrPeak * grid, "codes", 0.5, higherIsBetter: false),
            ResultRow.Alone("quality.grid.truth", HdrPeak * truth, "codes", higherIsBetter: false),
        ];
    }

    private static IEnumerable<ResultRow> Scores(
        string content, IReadOnlyList<CropPair> crops, Func<CropPair, Frame<float>> predict, ToneCurve curve)
    {
        var (ours, reference) = (Scoring.Of(crops, predict), Scoring.Of(crops, curve.Predict));
        var bicubic = Scoring.Of(crops, BicubicCodes.Predict);
        return
        [
            ResultRow.Against($"quality.{content}.psnr", ours.Psnr, "dB", reference.Psnr, higherIsBetter: true),
            ResultRow.Against($"quality.{content}.ssim", ours.Ssim, "1", reference.Ssim, higherIsBetter: true),
            ResultRow.Against($"quality.{content}.delta_e_itp", ours.DeltaEItp, "1", reference.DeltaEItp, higherIsBetter: false),
            ResultRow.Alone($"quality.{content}.psnr.bicubic", bicubic.Psnr, "dB", higherIsBetter: true),
            ResultRow.Alone($"quality.{content}.ssim.bicubic", bicubic.Ssim, "1", higherIsBetter: true),
            ResultRow.Alone($"quality.{content}.delta_e_itp.bicubic", bicubic.DeltaEItp, "1", higherIsBetter: false),
        ];
    }

    private static Frame<float> Normalized(Frame<ushort> codes) =>
        new(codes.Width, codes.Height, Array.ConvertAll(codes.Samples, code => code / HdrPeak));
}

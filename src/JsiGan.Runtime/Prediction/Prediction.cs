using JsiGan.Data.Ingest;
using JsiGan.Imaging.Color;
using JsiGan.Imaging.Frames;
using JsiGan.Runtime.Hosting;
using JsiGan.Training;
using JsiGan.Training.Checkpoints;

namespace JsiGan.Runtime.Prediction;

/// <summary>HDR of an SDR video or picture by a trained generator, frame after frame.</summary>
public static class Prediction
{
    private const int UsualPeakNits = 1000;
    private static readonly FrameRate UsualRate = new(24, 1);

    /// <exception cref="UsageException">A file is missing or of the wrong kind.</exception>
    /// <exception cref="FailureException">A file is damaged or cannot be written; nothing is left of the outputs.</exception>
    public static async Task RunAsync(
        PredictOptions options, TimeProvider time, Action<string, Action<IProgress<double>>> follow, CancellationToken token)
    {
        var input = SdrInput.Probe(options.Input);
        PredictChecks.Require(options, input);
        var mastering = MasteringOf(options, input);
        var device = Compute.Open(options.Device ?? Compute.Standard(), options.Threads);
        var model = options.Model ?? InitialWeights.ShippedFile(options.PretrainedScale);
        using var network = await GeneratorSource.LoadAsync(model, options.Database, device, time);
        var predictor = new FramePredictor(network, device, options.Tile);
        var (width, height) = (input.Width * predictor.Scale, input.Height * predictor.Scale);
        var rate = input.Rate is { Numerator: > 0, Denominator: > 0 } known ? known : UsualRate;
        using var output = new HdrOutput(options.Output, width, height, rate, mastering);
        using var preview = options.SdrPreview is { } path
            ? new SdrPreview(path, width, height, rate, ToneMaps.Create(options.ToneMap, PeakOf(mastering)))
            : null;
        follow($"predicting {width}x{height}", progress => Predict(options.Frame, input, predictor, output, preview, progress, token));
        output.Complete();
        preview?.Complete();
    }

    private static void Predict(
        int? only, ClipInfo input, FramePredictor predictor, HdrOutput output, SdrPreview? preview, IProgress<double> progress,
        CancellationToken token)
    {
        using var reader = ClipReader.OpenSdr(input);
        var sdr = new Frame<byte>(input.Width, input.Height);
        for (var number = 1; number <= (only ?? int.MaxValue) && reader.TryRead(sdr); number++)
        {
            token.ThrowIfCancellationRequested();
            if (number >= (only ?? 1))
            {
                var hdr = predictor.Predict(sdr);
                output.Write(hdr);
                preview?.Write(hdr);
            }

            progress.Report((double)number / (only ?? input.FrameCount));
        }
    }

    private static MasteringDisplay MasteringOf(PredictOptions options, ClipInfo input)
    {
        if (options.Mastering is not { } path)
            return input.Mastering ?? MasteringDisplay.P3(UsualPeakNits);

        return ClipProbe.Read(path).Mastering ?? throw new UsageException(
            $"--mastering {path} has no mastering display metadata (SMPTE ST 2086): name an HDR10 video that has, or leave it out.");
    }

    private static double PeakOf(MasteringDisplay mastering) => mastering.MaxContentNits > 0
        ? mastering.MaxContentNits
        : Math.Max(1.0, (double)mastering.MaxLuminance / MasteringDisplay.LuminanceUnits);
}

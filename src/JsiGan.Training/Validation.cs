using JsiGan.Evaluation;
using JsiGan.Imaging.Frames;
using JsiGan.Models.Generator;
using JsiGan.Training.Batches;
using JsiGan.Training.Distributed;

namespace JsiGan.Training;

/// <summary>Predicts single crops and measures them.</summary>
internal static class Validation
{
    /// <summary>P of a crop, planar [3, HighHeight, HighWidth], codes / 1023, not clipped.</summary>
    public static void Predict(JsiNet generator, CropPair crop, Device device, Span<float> prediction)
    {
        if (prediction.Length != crop.Hdr.Length)
        {
            throw new ArgumentException($"The prediction has room for {prediction.Length} samples, expected {crop.Hdr.Length}.",
                nameof(prediction));
        }

        var signal = new float[crop.Sdr.Length];
        Codes.Normalize(crop.Sdr, signal);
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var input = Codes.ToTensor(signal, [1, 3, crop.LowHeight, crop.LowWidth], device).to(generator.parameters().First().dtype);
        var output = generator.call(input).to(ScalarType.Float32).cpu().contiguous();
        output.data<float>().CopyTo(prediction);
    }

    /// <summary>PSNR, SSIM and colour difference over all crops, shared among the workers; the prediction is clipped to [0, 1].</summary>
    public static ValidationReport Measure(JsiNet generator, IReadOnlyList<CropPair> crops, Device device, TimeProvider time,
        ProcessGroup group)
    {
        var started = time.GetTimestamp();
        var (psnr, ssim, difference) = (new double[crops.Count], new double[crops.Count], new double[crops.Count]);
        for (var i = group.Rank; i < crops.Count; i += group.Size)
        {
            var (prediction, truth) = (Predict(generator, crops[i], device), Signals.Truth(crops[i]));
            psnr[i] = Psnr.Of(prediction, truth);
            ssim[i] = Ssim.Of(prediction, truth);
            difference[i] = DeltaEItp.Of(prediction, truth);
        }

        foreach (var values in (double[][])[psnr, ssim, difference])
            group.AllReduce(values, device);

        return new ValidationReport(
            new ValidationScores(Mean(psnr), Mean(ssim), Mean(difference)), psnr, time.GetElapsedTime(started));
    }

    private static Frame<float> Predict(JsiNet generator, CropPair crop, Device device)
    {
        var prediction = new Frame<float>(crop.HighWidth, crop.HighHeight);
        Predict(generator, crop, device, prediction.Samples);
        return prediction;
    }

    private static double Mean(double[] values) => values.Length == 0 ? double.NaN : values.Average();
}

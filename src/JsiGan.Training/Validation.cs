using JsiGan.Evaluation;
using JsiGan.Imaging.Patches;
using JsiGan.Models;
using JsiGan.Training.Batches;
using JsiGan.Training.Distributed;
using static TorchSharp.torch;

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
        var output = generator.call(Codes.ToTensor(signal, [1, 3, crop.LowHeight, crop.LowWidth], device)).cpu().contiguous();
        output.data<float>().CopyTo(prediction);
    }

    /// <summary>PSNR over all crops, which the workers divide among themselves; the prediction is clipped to [0, 1].</summary>
    public static ValidationReport Measure(JsiNet generator, IReadOnlyList<CropPair> crops, Device device, TimeProvider time,
        WorkerGroup workers)
    {
        var started = time.GetTimestamp();
        var psnr = new double[crops.Count];
        for (var i = workers.Rank; i < crops.Count; i += workers.Size)
        {
            var crop = crops[i];
            var (prediction, truth) = (new float[crop.Hdr.Length], new float[crop.Hdr.Length]);
            Predict(generator, crop, device, prediction);
            Codes.Normalize(crop.Hdr, truth);
            psnr[i] = Psnr.Of(prediction, truth);
        }

        workers.Sum(psnr, device);

        return new ValidationReport(psnr.Length == 0 ? double.NaN : psnr.Average(), psnr, time.GetElapsedTime(started));
    }
}

using JsiGan.Models;
using JsiGan.Training.Losses;
using static TorchSharp.torch;

namespace JsiGan.Training.Steps;

/// <summary>Stage 1: one update of JSInet on the reconstruction loss alone, by all workers of its optimizer together.</summary>
public sealed class PretrainStep(Trained<JsiNet> generator)
{
    /// <param name="sdr">X, this worker's share of the batch, [N, 3, h, w], codes / 255.</param>
    /// <param name="hdr">Y, [N, 3, s h, s w], codes / 1023.</param>
    /// <param name="learningRate">Adam's rate of this update.</param>
    public StepResult Run(Tensor sdr, Tensor hdr, double learningRate)
    {
        using var measures = new StepMeasures();
        Update(sdr, hdr, learningRate, measures, committed: () => { });
        return measures.Read();
    }

    /// <param name="sdr">See <see cref="Run"/>.</param>
    /// <param name="hdr">See <see cref="Run"/>.</param>
    /// <param name="learningRate">See <see cref="Run"/>.</param>
    /// <param name="measures">Takes loss and gradient norm.</param>
    /// <param name="committed">Called when the update is done; nothing has changed if something is thrown before.</param>
    internal void Update(Tensor sdr, Tensor hdr, double learningRate, StepMeasures measures, Action committed)
    {
        using var scope = NewDisposeScope();
        var workers = generator.Optimizer.Workers;
        generator.Optimizer.BeginPass();
        using (var prediction = generator.Network.call(sdr))
        {
            var loss = measures.Loss("rec", Reconstruction.Loss(prediction, hdr));
            generator.Optimizer.Backward(generator.Name, () => workers.Backward(loss));
        }

        measures.Sum(workers);
        generator.Optimizer.EndSum();
        measures.GradientNorm(generator.Name, generator.Optimizer.Step(learningRate));
        committed();
    }
}

using JsiGan.Models.Generator;
using JsiGan.Training.Losses;

namespace JsiGan.Training.Steps;

/// <summary>
/// Stage 1: one update of JSInet on the reconstruction loss alone. <see cref="PlainPretrainStep"/> is the readable specification.
/// </summary>
public sealed class PretrainStep(TrainableNetwork<JsiNet> generator)
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

    /// <param name="measures">Takes loss and gradient norm.</param>
    /// <param name="committed">Called after the update; an exception before it leaves the network unchanged.</param>
    internal void Update(Tensor sdr, Tensor hdr, double learningRate, StepMeasures measures, Action committed)
    {
        using var scope = NewDisposeScope();
        using var reduction = generator.Gradients.Begin();
        using (var prediction = generator.Network.call(sdr))
            reduction.Backward(measures.Loss("rec", Reconstruction.Loss(prediction, hdr)));

        measures.AllReduce(generator.Gradients.Group);
        measures.GradientNorm(generator.Name, generator.Optimizer.Step(reduction, learningRate));
        committed();
    }
}

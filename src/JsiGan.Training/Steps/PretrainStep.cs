using JsiGan.Models.Generator;
using JsiGan.Training.Distributed;
using JsiGan.Training.Losses;

namespace JsiGan.Training.Steps;

/// <summary>
/// Stage 1: one update of JSInet on the reconstruction loss alone. <see cref="PlainPretrainStep"/> is the readable specification.
/// </summary>
public sealed class PretrainStep(TrainableNetwork<JsiNet> generator)
{
    /// <summary>Takes the times of the phases; null for none.</summary>
    internal PhaseClock? Clock { get; init; }

    /// <param name="sdr">X, this worker's share of the batch, [N, 3, h, w], codes / 255.</param>
    /// <param name="hdr">Y, [N, 3, s h, s w], codes / 1023.</param>
    /// <param name="learningRate">Adam's rate of this update.</param>
    public StepResult Run(Tensor sdr, Tensor hdr, double learningRate)
    {
        using var measures = new StepMeasures();
        Update(sdr, hdr, learningRate, measures, committed: () => { });
        return measures.Read();
    }

    /// <param name="measures">Takes loss and norms.</param>
    /// <param name="committed">Called after the update; an exception before it leaves the network unchanged.</param>
    internal void Update(Tensor sdr, Tensor hdr, double learningRate, StepMeasures measures, Action committed)
    {
        using var scope = NewDisposeScope();
        using var reduction = generator.Gradients.Begin();
        using (var prediction = generator.Network.call(sdr))
        {
            var loss = measures.Loss("rec", Reconstruction.Loss(prediction, hdr));
            Clock?.Enter(StepPhase.Backward);
            reduction.Backward(loss);
        }

        Clock?.Enter(StepPhase.Optimizer);
        measures.AllReduce(generator.Gradients.Group);
        measures.Update(generator.Name, generator.Optimizer.Step(reduction, learningRate));
        committed();
    }
}

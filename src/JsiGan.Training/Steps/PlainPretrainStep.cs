using JsiGan.Models.Plain;
using JsiGan.Training.Losses;
using TorchSharp;
using TorchSharp.Modules;

namespace JsiGan.Training.Steps;

/// <summary>
/// Stage 1 of one worker as the paper states it, in library operations alone: the specification of <see cref="PretrainStep"/>, and what
/// that is measured against.
/// </summary>
public sealed class PlainPretrainStep(PlainJsiNet generator, double learningRate) : IDisposable
{
    private readonly Adam _adam = optim.Adam(generator.parameters(), learningRate, beta1: 0.9, beta2: 0.999, eps: 1e-8);

    /// <param name="sdr">X, [N, 3, h, w], codes / 255.</param>
    /// <param name="hdr">Y, [N, 3, s h, s w], codes / 1023.</param>
    /// <returns>The loss rec; no gradient norms.</returns>
    public StepResult Run(Tensor sdr, Tensor hdr)
    {
        using var scope = NewDisposeScope();
        _adam.zero_grad();
        var reconstruction = Reconstruction.Loss(generator.call(sdr), hdr);
        reconstruction.backward();
        _adam.step();
        return new StepResult([("rec", reconstruction.ToDouble())], []);
    }

    public void Dispose() => _adam.Dispose();
}

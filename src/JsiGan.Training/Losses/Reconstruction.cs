using static TorchSharp.torch.nn.functional;

namespace JsiGan.Training.Losses;

/// <summary>The reconstruction loss, L_rec of Eq. (13) and the whole of stage 1's loss.</summary>
public static class Reconstruction
{
    /// <summary>L_rec = E[(P - Y)^2].</summary>
    /// <param name="prediction">P, [N, 3, H, W].</param>
    /// <param name="truth">Y, of the same shape.</param>
    /// <returns>The mean over these samples, a scalar.</returns>
    public static Tensor Loss(Tensor prediction, Tensor truth) => mse_loss(prediction, truth);
}

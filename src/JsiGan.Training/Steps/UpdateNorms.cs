namespace JsiGan.Training.Steps;

/// <summary>
/// L2 norms at an update of a network, over all parameters together: scalar tensors on its device, since each single read would wait for
/// it.
/// </summary>
/// <param name="Gradient">Of the gradient.</param>
/// <param name="Weights">Of the weights after the update.</param>
/// <param name="UpdateRatio">Of the change of the weights, over <paramref name="Weights"/>.</param>
public sealed record UpdateNorms(Tensor Gradient, Tensor Weights, Tensor UpdateRatio) : IDisposable
{
    internal static UpdateNorms Of(SquareSums squares)
    {
        var weights = Math.Sqrt(squares.Weights);
        return new UpdateNorms(
            tensor(Math.Sqrt(squares.Gradient)), tensor(weights),
            tensor(Math.Sqrt(squares.Update) / Math.Max(weights, float.Epsilon)));
    }

    public void Dispose()
    {
        Gradient.Dispose();
        Weights.Dispose();
        UpdateRatio.Dispose();
    }
}

using TorchSharp;

namespace JsiGan.Training.Losses;

/// <summary>
/// Turns the mean over this worker's samples (a scalar in the graph) into the mean over the global batch. With one worker that is the same
/// tensor; with several it is a differentiable, sample-weighted all-reduce.
/// </summary>
public delegate torch.Tensor GlobalMean(torch.Tensor localMean);

/// <summary>Global means that need no communication.</summary>
public static class GlobalMeans
{
    /// <summary>A single worker: its mean is the global one.</summary>
    public static GlobalMean Local { get; } = mean => mean;
}

namespace JsiGan.Training.Distributed;

/// <summary>
/// The gradients of one update of one network: call <see cref="Backward(Tensor)"/>, then <see cref="Wait"/>, then dispose.
/// </summary>
public sealed class GradientReduction : IDisposable
{
    private readonly GradientReducer _reducer;
    private bool _isBackwardDone;
    private bool _isReduced;

    internal GradientReduction(GradientReducer reducer, nn.Module network) => (_reducer, Network) = (reducer, network);

    internal nn.Module Network { get; }

    /// <summary>Backward pass of a loss. Gradients of a segment are all-reduced from the moment that they are complete.</summary>
    /// <param name="localLoss">The mean over this worker's samples, a scalar.</param>
    /// <exception cref="Collectives.CollectiveException">An all-reduce of the backward pass failed.</exception>
    public void Backward(Tensor localLoss) => Backward(() => _reducer.Group.Backward(localLoss));

    /// <summary>Backward pass from the network's output.</summary>
    /// <param name="output">The output.</param>
    /// <param name="gradient">The gradient of this worker's part of the global loss with respect to it.</param>
    /// <exception cref="Collectives.CollectiveException">An all-reduce of the backward pass failed.</exception>
    public void Backward(Tensor output, Tensor gradient) => Backward(() => output.backward([gradient]));

    /// <summary>Waits until the gradients are those of the global batch.</summary>
    /// <exception cref="Collectives.CollectiveException">An all-reduce failed.</exception>
    /// <exception cref="InvalidOperationException">There was no backward pass.</exception>
    public void Wait()
    {
        if (!_isBackwardDone)
            throw new InvalidOperationException("The backward pass must run before its gradients can be waited for.");

        _reducer.Wait();
        _isReduced = true;
    }

    /// <summary>
    /// Clears the gradients after the update. After a failure <see cref="GradientReducer.Clear"/> does, once the peers have stopped.
    /// </summary>
    public void Dispose()
    {
        if (_isReduced)
        {
            _isReduced = false;
            _reducer.Clear();
        }
    }

    private void Backward(Action fromLoss)
    {
        if (_isBackwardDone)
            throw new InvalidOperationException("The backward pass of this update has run already.");

        _reducer.Backward(fromLoss);
        _isBackwardDone = true;
    }
}

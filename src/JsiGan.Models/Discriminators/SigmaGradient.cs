namespace JsiGan.Models.Discriminators;

/// <summary>Carries dL/dsigma from the division of a convolution's result to the weight it belongs to, within one backward pass.</summary>
internal sealed class SigmaGradient
{
    private Tensor? _value;

    /// <summary>Takes ownership: the value outlives the scope of the function that computed it.</summary>
    public void Put(Tensor value)
    {
        _value?.Dispose();
        _value = value.DetachFromDisposeScope();
    }

    public Tensor Take()
    {
        var value = _value
            ?? throw new InvalidOperationException("The weight's gradient was requested before that of its result.");
        _value = null;
        return value;
    }
}

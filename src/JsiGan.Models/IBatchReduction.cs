using static TorchSharp.torch;

namespace JsiGan.Models;

/// <summary>
/// Adds numbers up over the workers that share a batch, so that batch norms take their statistics over the whole of it. Every worker makes
/// the same calls in the same order. A network without one takes them over what it is given.
/// </summary>
public interface IBatchReduction
{
    /// <summary>This worker's place, 0 to <see cref="Size"/> - 1.</summary>
    int Rank { get; }

    /// <summary>The number of workers that share the batch, at least 1.</summary>
    int Size { get; }

    /// <summary>Replaces each value by its sum over the workers: the same bits on all of them.</summary>
    /// <param name="values">A contiguous tensor outside of every graph, of the same shape on every worker.</param>
    void Sum(Tensor values);
}

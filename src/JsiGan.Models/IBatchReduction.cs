namespace JsiGan.Models;

/// <summary>
/// All-reduce over the workers that share a batch, so that batch norms take their statistics over the whole of it. Every worker makes the
/// same calls in the same order. Without one, a network uses the statistics of its own input.
/// </summary>
public interface IBatchReduction
{
    /// <summary>This worker's rank, 0 to <see cref="Size"/> - 1.</summary>
    int Rank { get; }

    /// <summary>The number of workers that share the batch, at least 1.</summary>
    int Size { get; }

    /// <summary>Replaces each value by its sum over the workers: the same bits on all of them.</summary>
    /// <param name="values">A contiguous tensor outside of every graph, of the same shape on every worker.</param>
    void AllReduce(Tensor values);
}

namespace JsiGan.Models.Discriminators;

/// <summary>
/// Mean and variance of every channel over a batch that several workers share, and how many values of a channel there are. Each worker
/// brings the moments of its own samples; they are combined as Chan et al. do ("Updating formulae and a pairwise algorithm for computing
/// sample variances"), in float64 and in the order of the ranks, so that uneven shares are weighted and every worker gets the same bits.
/// </summary>
/// <param name="Mean">One value a channel, float64.</param>
/// <param name="Variance">The biased variance, one value a channel, float64.</param>
/// <param name="Count">Values of a channel over all workers, 0-dimensional, float64.</param>
internal sealed record BatchMoments(Tensor Mean, Tensor Variance, Tensor Count) : IDisposable
{
    /// <param name="x">This worker's share, N x C x H x W.</param>
    /// <param name="reduction">The workers that share the batch.</param>
    public static BatchMoments Of(Tensor x, IBatchReduction reduction)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var channels = x.shape[1];
        var values = x.detach();
        var ownMean = values.mean([0, 2, 3]);
        var deviation = values - PerChannel(ownMean);
        var ownScatter = deviation.mul_(deviation).sum([0, 2, 3]);

        // A row a worker, of which each fills its own: the sum of the tables is the table of all.
        var table = zeros([reduction.Size, (2 * channels) + 1], ScalarType.Float64, x.device);
        var row = table.select(0, reduction.Rank);
        row.narrow(0, 0, channels).copy_(ownMean);
        row.narrow(0, channels, channels).copy_(ownScatter);
        row.narrow(0, 2 * channels, 1).fill_(x.numel() / channels);
        reduction.AllReduce(table);

        var means = table.narrow(1, 0, channels);
        var scatters = table.narrow(1, channels, channels);
        var counts = table.narrow(1, 2 * channels, 1);
        var total = counts.sum();
        var mean = (means * counts).sum(dim: 0) / total;
        var offset = means - mean;
        var variance = (scatters + offset * offset * counts).sum(dim: 0) / total;
        return new BatchMoments(mean.MoveToOuterDisposeScope(), variance.MoveToOuterDisposeScope(), total.MoveToOuterDisposeScope());
    }

    /// <summary>Values of C channels as 1 x C x 1 x 1.</summary>
    public static Tensor PerChannel(Tensor values) => values.view(1, -1, 1, 1);

    public void Dispose()
    {
        Mean.Dispose();
        Variance.Dispose();
        Count.Dispose();
    }
}

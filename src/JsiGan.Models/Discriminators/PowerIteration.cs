namespace JsiGan.Models.Discriminators;

/// <summary>
/// One power iteration on a weight seen as a matrix (output channels x the rest; Miyato et al., "Spectral normalization for GANs"):
/// v = W^T u / |W^T u|, u' = W v / |W v|, sigma = u' . W v. Nothing of it has a gradient: sigma's is u' v^T with both held fixed.
/// </summary>
/// <param name="U">u', one value per output channel.</param>
/// <param name="V">v, one value per column.</param>
/// <param name="Sigma">The estimate of the largest singular value, 0-dimensional.</param>
internal sealed record PowerIteration(Tensor U, Tensor V, Tensor Sigma) : IDisposable
{
    private const double SmallestNorm = 1e-12;

    /// <param name="weight">Out x in x kh x kw.</param>
    /// <param name="u">The vector of the last iteration.</param>
    public static PowerIteration Run(Tensor weight, Tensor u)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var matrix = weight.detach().reshape(weight.shape[0], -1);
        var v = Normalize(matrix.t().mv(u));
        var image = matrix.mv(v);
        var next = Normalize(image);
        var sigma = next.dot(image);
        return new PowerIteration(next.MoveToOuterDisposeScope(), v.MoveToOuterDisposeScope(), sigma.MoveToOuterDisposeScope());
    }

    public void Dispose()
    {
        U.Dispose();
        V.Dispose();
        Sigma.Dispose();
    }

    private static Tensor Normalize(Tensor vector) => vector / vector.norm().clamp_min(SmallestNorm);
}

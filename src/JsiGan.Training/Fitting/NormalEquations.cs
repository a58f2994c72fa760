namespace JsiGan.Training.Fitting;

/// <summary>
/// Weighted linear least squares with a ridge: (sum a psi psi^T + r I) x = sum a psi e for each output, psi = factor * input, summed and
/// solved in float64. Its tensors belong to the dispose scope that it is constructed in.
/// </summary>
internal sealed class NormalEquations
{
    private readonly Tensor _matrix;
    private readonly Tensor _right;

    /// <param name="outputs">Independent systems, which share their inputs.</param>
    /// <param name="unknowns">Unknowns of each.</param>
    /// <param name="device">Where the sums live.</param>
    public NormalEquations(long outputs, long unknowns, Device device)
    {
        _matrix = zeros(outputs, unknowns, unknowns, ScalarType.Float64, device);
        _right = zeros(outputs, unknowns, 1, ScalarType.Float64, device);
    }

    /// <summary>Adds the equations factor * (x . input) = error.</summary>
    /// <param name="inputs">[unknowns, equations].</param>
    /// <param name="factors">[outputs, equations].</param>
    /// <param name="errors">[outputs, equations].</param>
    /// <param name="weight">a, of all of them.</param>
    public void Add(Tensor inputs, Tensor factors, Tensor errors, double weight)
    {
        using var scope = NewDisposeScope();
        for (var output = 0; output < factors.shape[0]; output++)
        {
            var scaled = inputs * factors[output];
            _matrix[output].add_(scaled.matmul(scaled.t()).to(ScalarType.Float64), alpha: weight);
            _right[output].add_(scaled.matmul(errors[output].unsqueeze(1)).to(ScalarType.Float64), alpha: weight);
        }
    }

    /// <summary>The solution, [outputs, unknowns].</summary>
    /// <param name="ridge">r relative to the mean of the matrix's diagonal, of each output; above 0.</param>
    public Tensor Solve(double ridge)
    {
        using var scope = NewDisposeScope();
        var diagonal = _matrix.diagonal(dim1: 1, dim2: 2).mean([1], keepdim: true).unsqueeze(2);
        var identity = eye(_matrix.shape[1], dtype: ScalarType.Float64, device: _matrix.device);
        var factor = linalg.cholesky(_matrix + (identity * diagonal * ridge));
        return cholesky_solve(_right, factor).squeeze(2).MoveToOuterDisposeScope();
    }
}

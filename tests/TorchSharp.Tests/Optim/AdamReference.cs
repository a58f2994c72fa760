namespace TorchSharp.Tests.Optim;

/// <summary>Adam by hand, in double precision, one array at a time (Kingma and Ba, 2015, algorithm 1).</summary>
internal sealed class AdamReference(
    double[] parameter, double rate, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double decay = 0)
{
    private readonly double[] _first = new double[parameter.Length];
    private readonly double[] _second = new double[parameter.Length];
    private int _step;

    public double[] Parameter { get; } = [.. parameter];

    public void Step(double[] gradient)
    {
        _step++;
        for (var i = 0; i < Parameter.Length; i++)
        {
            var g = gradient[i] + decay * Parameter[i];
            _first[i] = beta1 * _first[i] + (1 - beta1) * g;
            _second[i] = beta2 * _second[i] + (1 - beta2) * g * g;
            var mean = _first[i] / (1 - Math.Pow(beta1, _step));
            var square = _second[i] / (1 - Math.Pow(beta2, _step));
            Parameter[i] -= rate * mean / (Math.Sqrt(square) + eps);
        }
    }
}

namespace JsiGan.Imaging.Color;

/// <summary>
/// Which source samples make up each sample of a resized line, and with which weights (MATLAB's imresize, kernel of Keys, a = -0.5).
/// </summary>
public sealed class BicubicTaps
{
    private const double Support = 4;

    private readonly int[] _starts;
    private readonly float[] _weights;
    private readonly int _taps;

    /// <param name="sourceLength">Samples of the source line.</param>
    /// <param name="length">Samples of the resized line.</param>
    public BicubicTaps(int sourceLength, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sourceLength);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        SourceLength = sourceLength;
        Length = length;
        var scale = (double)length / sourceLength;
        // Antialiasing: a kernel stretched to the distance of the samples that stay.
        var stretch = Math.Min(scale, 1);
        var width = Support / stretch;
        _taps = (int)Math.Ceiling(width) + 1;
        _starts = new int[length];
        _weights = new float[length * _taps];
        Span<double> line = stackalloc double[_taps];
        for (var x = 0; x < length; x++)
        {
            var centre = ((x + 0.5) / scale) - 0.5;
            _starts[x] = (int)Math.Floor(centre - (width / 2)) + 1;
            var sum = 0.0;
            for (var k = 0; k < _taps; k++)
            {
                line[k] = Kernel((centre - _starts[x] - k) * stretch);
                sum += line[k];
            }

            for (var k = 0; k < _taps; k++)
                _weights[(x * _taps) + k] = (float)(line[k] / sum);

            Reach = Math.Max(Reach, Math.Max(-_starts[x], _starts[x] + _taps - sourceLength));
        }
    }

    public int SourceLength { get; }

    public int Length { get; }

    /// <summary>How many samples beyond either end of the source the taps reach.</summary>
    public int Reach { get; }

    /// <summary>Keys' cubic convolution kernel with a = -0.5; 0 from |x| = 2 on.</summary>
    public static double Kernel(double x)
    {
        var d = Math.Abs(x);
        return d switch
        {
            <= 1 => (((1.5 * d) - 2.5) * d * d) + 1,
            <= 2 => (((((-0.5 * d) + 2.5) * d) - 4) * d) + 2,
            _ => 0,
        };
    }

    /// <summary>The index inside [0, length) that a symmetric border (edge sample repeated) shows at <paramref name="index"/>.</summary>
    public static int MirrorIndex(int index, int length)
    {
        var period = 2 * length;
        var phase = ((index % period) + period) % period;
        return phase < length ? phase : period - 1 - phase;
    }

    /// <summary>Source index of the first tap of sample <paramref name="x"/>; may lie outside the source.</summary>
    public int Start(int x) => _starts[x];

    /// <summary>Weights of the taps of sample <paramref name="x"/>; they sum to 1.</summary>
    public ReadOnlySpan<float> Weights(int x) => _weights.AsSpan(x * _taps, _taps);
}

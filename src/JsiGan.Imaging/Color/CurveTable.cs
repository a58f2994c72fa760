using System.Runtime.CompilerServices;

namespace JsiGan.Imaging.Color;

/// <summary>
/// A curve over positive numbers, tabulated at equal steps within each octave and interpolated linearly. The place in the table is read
/// off the bits of the float, so that one look-up replaces the two powers of a transfer function.
/// </summary>
internal sealed class CurveTable
{
    private const int StepBits = 8;
    private const int FractionBits = 23 - StepBits;
    private const int FractionMask = (1 << FractionBits) - 1;

    private readonly float[] _values;
    private readonly float _low;
    private readonly float _high;
    private readonly int _firstKey;

    /// <param name="curve">The exact curve; below 2^lowestExponent it is taken as the line from its value at 0.</param>
    /// <param name="lowestExponent">The table starts at 2^lowestExponent.</param>
    /// <param name="highestExponent">The table ends at 2^highestExponent; larger arguments take the last value.</param>
    public CurveTable(Func<double, double> curve, int lowestExponent, int highestExponent)
    {
        _low = MathF.ScaleB(1, lowestExponent);
        _high = MathF.BitDecrement(MathF.ScaleB(1, highestExponent));
        _firstKey = BitConverter.SingleToInt32Bits(_low) >> FractionBits;
        _values = new float[((highestExponent - lowestExponent) << StepBits) + 1];
        for (var i = 0; i < _values.Length; i++)
        {
            _values[i] = (float)curve(BitConverter.Int32BitsToSingle((_firstKey + i) << FractionBits));
        }

        Zero = (float)curve(0);
    }

    /// <summary>The curve at 0.</summary>
    private float Zero { get; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Evaluate(float x)
    {
        if (!(x >= _low))
        {
            return x > 0 ? Zero + ((_values[0] - Zero) * (x / _low)) : Zero;
        }

        var bits = BitConverter.SingleToInt32Bits(MathF.Min(x, _high));
        var key = (bits >> FractionBits) - _firstKey;
        var fraction = (bits & FractionMask) * (1f / (FractionMask + 1));
        var left = _values[key];
        return left + ((_values[key + 1] - left) * fraction);
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace JsiGan.Imaging.Color;

/// <summary>
/// A curve over positive numbers, tabulated at equal steps within each octave and interpolated linearly. The index is taken from the bits
/// of the float, so that one look-up replaces the two powers of a transfer function.
/// </summary>
internal sealed unsafe class CurveTable
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
            _values[i] = (float)curve(BitConverter.Int32BitsToSingle((_firstKey + i) << FractionBits));

        Zero = (float)curve(0);
    }

    /// <summary>The curve at 0.</summary>
    private float Zero { get; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Evaluate(float x)
    {
        if (!(x >= _low))
            return x > 0 ? Zero + ((_values[0] - Zero) * (x / _low)) : Zero;

        var bits = BitConverter.SingleToInt32Bits(MathF.Min(x, _high));
        var key = (bits >> FractionBits) - _firstKey;
        var fraction = (bits & FractionMask) * (1f / (FractionMask + 1));
        var left = _values[key];
        return left + ((_values[key + 1] - left) * fraction);
    }

    /// <summary>Replaces each number of a row by the curve there, as <see cref="Evaluate(float)"/> has it.</summary>
    public void Evaluate(Span<float> row)
    {
        var done = Avx2.IsSupported ? EvaluateWide(row) : 0;
        foreach (ref var value in row[done..])
            value = Evaluate(value);
    }

    private int EvaluateWide(Span<float> row)
    {
        var (low, high) = (Vector256.Create(_low), Vector256.Create(_high));
        var (zero, first) = (Vector256.Create(Zero), Vector256.Create(_values[0]));
        var (firstKey, mask) = (Vector256.Create(_firstKey), Vector256.Create(FractionMask));
        var unit = Vector256.Create(1f / (FractionMask + 1));
        var i = 0;
        fixed (float* table = _values)
        {
            for (; i <= row.Length - Vector256<float>.Count; i += Vector256<float>.Count)
            {
                var x = Vector256.Create<float>(row.Slice(i, Vector256<float>.Count));
                // MAXPS gives its second operand where the first is not a number: the keys below stay inside the table.
                var bits = Avx.Min(Avx.Max(x, low), high).AsInt32();
                var key = (bits >> FractionBits) - firstKey;
                var left = Avx2.GatherVector256(table, key, sizeof(float));
                var right = Avx2.GatherVector256(table + 1, key, sizeof(float));
                var within = left + ((right - left) * (Vector256.ConvertToSingle(bits & mask) * unit));
                var below = zero + ((first - zero) * (Avx.Max(x, Vector256<float>.Zero) / low));
                Vector256.ConditionalSelect(Vector256.GreaterThanOrEqual(x, low), within, below).CopyTo(row[i..]);
            }
        }

        return i;
    }
}

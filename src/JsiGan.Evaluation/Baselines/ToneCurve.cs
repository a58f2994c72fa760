namespace JsiGan.Evaluation.Baselines;

/// <summary>
/// The second baseline: the best that one curve a channel can do. For each 8-bit code of the enlarged SDR it knows the mean HDR signal that
/// stood at that code in the training crops; codes never seen are interpolated between their seen neighbours.
/// </summary>
public sealed class ToneCurve
{
    private const int Codes = 256;

    private readonly float[][] _curves;

    private ToneCurve(float[][] curves) => _curves = curves;

    /// <summary>HDR signal (code / 1023) of each SDR code of a channel (0 Y', 1 Cb, 2 Cr).</summary>
    public ReadOnlySpan<float> Channel(int index) => _curves[index];

    /// <exception cref="ArgumentException">There are no crops.</exception>
    public static ToneCurve Fit(IEnumerable<CropPair> crops)
    {
        var sums = new double[Frame<float>.Planes, Codes];
        var counts = new long[Frame<float>.Planes, Codes];
        foreach (var crop in crops)
        {
            var (sdr, truth) = (BicubicCodes.Predict(crop), Signals.Truth(crop));
            for (var plane = 0; plane < Frame<float>.Planes; plane++)
            {
                var from = sdr.Plane(plane);
                var to = truth.Plane(plane);
                for (var i = 0; i < from.Length; i++)
                {
                    var code = (int)((from[i] * (Codes - 1)) + 0.5f);
                    sums[plane, code] += to[i];
                    counts[plane, code]++;
                }
            }
        }

        return new ToneCurve([.. Enumerable.Range(0, Frame<float>.Planes).Select(plane => Fill(plane, sums, counts))]);
    }

    /// <summary>The enlarged SDR of a crop through the curves, [3, HighHeight, HighWidth] in [0, 1].</summary>
    public Frame<float> Predict(CropPair crop)
    {
        var result = BicubicCodes.Predict(crop);
        for (var plane = 0; plane < Frame<float>.Planes; plane++)
        {
            var curve = _curves[plane];
            foreach (ref var sample in result.Plane(plane))
            {
                var place = sample * (Codes - 1);
                var left = Math.Min((int)place, Codes - 2);
                sample = curve[left] + ((curve[left + 1] - curve[left]) * (place - left));
            }
        }

        return result;
    }

    private static float[] Fill(int plane, double[,] sums, long[,] counts)
    {
        var seen = Enumerable.Range(0, Codes).Where(code => counts[plane, code] > 0).ToArray();
        if (seen.Length == 0)
            throw new ArgumentException("A tone curve is fitted to at least one crop, but none was given.");

        var curve = new float[Codes];
        var next = 0;
        for (var code = 0; code < Codes; code++)
        {
            while (next < seen.Length - 1 && seen[next] < code)
                next++;

            var (left, right) = (seen[Math.Max(seen[next] <= code ? next : next - 1, 0)], seen[next]);
            var share = left == right ? 0 : Math.Clamp((code - left) / (double)(right - left), 0, 1);
            curve[code] = (float)((Mean(left) * (1 - share)) + (Mean(right) * share));
        }

        return curve;

        double Mean(int code) => sums[plane, code] / counts[plane, code];
    }
}

using JsiGan.Imaging.Color;

namespace JsiGan.Evaluation;

/// <summary>ITU-R BT.2124, the colour difference of HDR: 720 sqrt(dI^2 + dT^2 + dP^2) with T = Ct / 2; 1 is just noticeable.</summary>
public static class DeltaEItp
{
    private const double Scale = 720;

    // BT.2100 table 7: linear BT.2020 to LMS, and PQ-coded LMS to ICtCp.
    private static readonly Matrix3 RgbToLms = Over4096(1688, 2146, 262, 683, 2951, 462, 99, 309, 3688);
    private static readonly Matrix3 LmsToICtCp = Over4096(2048, 2048, 0, 6610, -13613, 7003, 17933, -17390, -543);

    /// <summary>Difference of two colours in linear BT.2020 nits.</summary>
    public static double Of((double Red, double Green, double Blue) a, (double Red, double Green, double Blue) b)
    {
        var (intensityA, tritanA, protanA) = ToICtCp(a);
        var (intensityB, tritanB, protanB) = ToICtCp(b);
        var (intensity, tritan, protan) = (intensityA - intensityB, 0.5 * (tritanA - tritanB), protanA - protanB);
        return Scale * Math.Sqrt((intensity * intensity) + (tritan * tritan) + (protan * protan));
    }

    /// <summary>Mean difference over the pixels of two pictures of Y'CbCr PQ codes / 1023.</summary>
    public static double Of(Frame<float> prediction, Frame<float> truth)
    {
        Signals.RequireSameSize(prediction, truth);
        var rows = new double[truth.Height];
        Parallel.For(0, truth.Height, y =>
        {
            for (var x = 0; x < truth.Width; x++)
                rows[y] += Of(Light(prediction, x, y), Light(truth, x, y));
        });
        return rows.Sum() / (truth.Width * (double)truth.Height);
    }

    private static (double Red, double Green, double Blue) Light(Frame<float> signal, int x, int y) =>
        Hdr10Signal.DecodeNormalized(signal.Row(0, y)[x], signal.Row(1, y)[x], signal.Row(2, y)[x]);

    private static (double I, double Ct, double Cp) ToICtCp((double Red, double Green, double Blue) nits)
    {
        var (l, m, s) = RgbToLms.Apply(nits.Red, nits.Green, nits.Blue);
        return LmsToICtCp.Apply(Pq.Encode(l), Pq.Encode(m), Pq.Encode(s));
    }

    private static Matrix3 Over4096(int a, int b, int c, int d, int e, int f, int g, int h, int i) =>
        new(a / 4096.0, b / 4096.0, c / 4096.0, d / 4096.0, e / 4096.0, f / 4096.0, g / 4096.0, h / 4096.0, i / 4096.0);
}

using System.Globalization;

namespace JsiGan.Imaging.Frames;

/// <summary>Frames per second as a fraction, such as 24000/1001.</summary>
public readonly record struct FrameRate(int Numerator, int Denominator)
{
    // Containers with millisecond time stamps are off by up to half a millisecond, an eighth of a frame at 240 frames a second.
    private const double Tolerance = 0.2;

    public double PerSecond => (double)Numerator / Denominator;

    /// <summary>Whether times, put in order, are those of frames 0, 1, 2 ... at this rate, and the first comes first.</summary>
    /// <param name="times">Times in units of <paramref name="timeBase"/>, in the order of decoding.</param>
    /// <param name="timeBase">Seconds, such as 1/12288.</param>
    public bool IsEven(IReadOnlyList<long> times, FrameRate timeBase)
    {
        if (times.Count == 0 || Numerator <= 0 || Denominator <= 0)
            return false;

        var (first, frames) = (times.Min(), PerSecond * timeBase.PerSecond);
        return times[0] == first && times.Order().Index().All(frame => Math.Abs(((frame.Item - first) * frames) - frame.Index) < Tolerance);
    }

    /// <summary>Reads "24000/1001"; 0/0 where the container states none.</summary>
    public static FrameRate Parse(string text)
    {
        var parts = text.Split('/');
        return new FrameRate(
            int.Parse(parts[0], CultureInfo.InvariantCulture), parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 1);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");
}

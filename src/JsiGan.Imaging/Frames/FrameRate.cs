using System.Globalization;

namespace JsiGan.Imaging.Frames;

/// <summary>Frames per second as a fraction, such as 24000/1001.</summary>
public readonly record struct FrameRate(int Numerator, int Denominator)
{
    public double PerSecond => (double)Numerator / Denominator;

    /// <summary>Reads "24000/1001"; 0/0 where the container states none.</summary>
    public static FrameRate Parse(string text)
    {
        var parts = text.Split('/');
        return new FrameRate(
            int.Parse(parts[0], CultureInfo.InvariantCulture), parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 1);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");
}

using System.Numerics;
using JsiGan.Imaging.Color;

namespace JsiGan.Imaging.Synthesis.Scenes;

/// <summary>Colours of light and of paints in linear BT.2020.</summary>
internal static class Illuminant
{
    /// <summary>
    /// Light of a black body of 1667 to 25000 K, of luminance 1: the cubic fit to the Planckian locus by Kim et al. (US patent 7024034).
    /// </summary>
    public static Vector3 OfTemperature(double kelvin)
    {
        var t = 1000 / kelvin;
        var x = kelvin < 4000
            ? (((((-0.2661239 * t) - 0.2343589) * t) + 0.8776956) * t) + 0.179910
            : (((((-3.0258469 * t) + 2.1070379) * t) + 0.2226347) * t) + 0.240390;
        var y = kelvin switch
        {
            < 2222 => (((((-1.1063814 * x) - 1.34811020) * x) + 2.18555832) * x) - 0.20219683,
            < 4000 => (((((-0.9549476 * x) - 1.37418593) * x) + 2.09137015) * x) - 0.16748867,
            _ => (((((3.0817580 * x) - 5.87338670) * x) + 3.75112997) * x) - 0.37001483,
        };
        var (r, g, b) = Primaries.Bt2020.ToXyz().Invert().Apply(x / y, 1, (1 - x - y) / y);
        return Vector3.Max(new Vector3((float)r, (float)g, (float)b), Vector3.Zero);
    }

    /// <summary>A paint by its linear BT.709 reflectances: natural colours lie within these primaries.</summary>
    public static Vector3 Paint(float red, float green, float blue)
    {
        var (r, g, b) = Primaries.Bt709ToBt2020.Apply(red, green, blue);
        return new Vector3((float)r, (float)g, (float)b);
    }
}

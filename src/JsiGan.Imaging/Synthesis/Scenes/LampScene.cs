using System.Numerics;
using JsiGan.Imaging.Synthesis.Seeded;

namespace JsiGan.Imaging.Synthesis.Scenes;

/// <summary>
/// Lamps in a dim room: bare bulbs with filaments, lamp shades, neon tubes and candles of many colour temperatures on a papered wall, with
/// the light they throw on it and deep shadow between.
/// </summary>
internal sealed class LampScene : Scene
{
    private const float Spacing = 0.5f;

    private readonly float _peak;
    private readonly Vector3[] _lights;
    private readonly Vector3 _paper;

    public LampScene(FrameView view, uint seed, float peakNits)
        : base(view, seed)
    {
        var draws = new Draws(seed);
        _peak = peakNits;
        _lights = [.. Enumerable.Range(0, 8).Select(_ => draws.Chance(0.25f)
            ? Noise.Light(draws.Next() * draws.Next(), draws.Next() * draws.Next(), draws.Next(), 1)
            : Illuminant.OfTemperature(draws.Ratio(1800, 6500)))];
        _paper = Illuminant.Paint(draws.Between(0.1f, 0.7f), draws.Between(0.1f, 0.6f), draws.Between(0.08f, 0.55f));
    }

    public override Vector3 Shade(int x, int y)
    {
        var (u, v) = (View.U(x), View.V(y));
        var lamp = (int)MathF.Floor(u / Spacing);
        var thrown = new Vector3(0.002f);
        for (var near = lamp - 2; near <= lamp + 2; near++)
        {
            var (du, dv) = (u - Centre(near).X, v - Centre(near).Y);
            var fall = 1 / (0.02f + (4 * ((du * du) + (dv * dv))));
            // A shade throws its light up and down in cones.
            var cone = Kind(near) == 1 ? Noise.Step(0.6f, 1.1f, MathF.Abs(dv) / (MathF.Abs(du) + 0.03f)) : 1;
            thrown += Colour(near) * (Strength(near) * 1.6f * fall * (0.06f + (0.94f * cone)));
        }

        var colour = Wall(u, v) * thrown;
        for (var near = lamp - 1; near <= lamp + 1; near++)
            colour = Lamp(colour, u - Centre(near).X, v - Centre(near).Y, near);

        return colour;
    }

    private Vector2 Centre(int lamp) =>
        new((lamp + 0.25f + (0.5f * Noise.Cell(lamp, 0, Seed))) * Spacing, 0.2f + (0.6f * Noise.Cell(lamp, 1, Seed)));

    private Vector3 Colour(int lamp) => _lights[lamp & 7];

    private int Kind(int lamp) => (int)(4 * Noise.Cell(lamp, 2, Seed));

    private float Strength(int lamp) => 0.15f + (0.85f * Noise.Cell(lamp, 3, Seed));

    private Vector3 Wall(float u, float v)
    {
        var (pu, pv) = ((u * 11) - MathF.Floor(u * 11) - 0.5f, (v * 11) - MathF.Floor(v * 11) - 0.5f);
        var angle = MathF.Atan2(pv, pu);
        var petal = Noise.Step(0, 0.04f, 0.24f + (0.12f * MathF.Cos(angle * 6)) - MathF.Sqrt((pu * pu) + (pv * pv)));
        var fibre = 0.8f + (0.4f * Noise.Fractal(u * 330, v * 330, 3, Seed + 4));
        var panel = v > 0.75f ? 0.35f * (0.6f + Noise.Fractal(u * 40, v * 400, 4, Seed + 5)) : fibre;
        return Vector3.Lerp(_paper, new Vector3(0.7f, 0.66f, 0.55f), v > 0.75f ? 0 : 0.5f * petal) * panel;
    }

    private Vector3 Lamp(Vector3 behind, float du, float dv, int lamp)
    {
        var light = Colour(lamp) * Strength(lamp);
        return Kind(lamp) switch
        {
            0 => Bulb(behind, du, dv, light),
            1 => Lampshade(behind, du, dv, light),
            2 => Tube(behind, du, dv, light, lamp),
            _ => Candle(behind, du, dv),
        };
    }

    private Vector3 Bulb(Vector3 behind, float du, float dv, Vector3 light)
    {
        var distance = MathF.Sqrt((du * du) + (dv * dv));
        var filament = View.Inside(0.0016f - MathF.Abs(dv - (0.012f * MathF.Sin(du * 420)))) * View.Inside(0.022f - MathF.Abs(du));
        var glass = light * (60 + (900 * MathF.Exp(-distance * 60)));
        var cord = dv < -0.04f ? View.Inside(0.002f - MathF.Abs(du)) : 0;
        var socket = Rectangle(du, dv + 0.055f, 0.013f, 0.016f);
        var lit = Vector3.Lerp(glass, light * _peak, filament);
        behind = Vector3.Lerp(behind, new Vector3(0.3f), MathF.Max(cord, socket));
        return Vector3.Lerp(behind, lit, View.Inside(0.045f - distance)) + (light * (25 * MathF.Exp(-distance * 22)));
    }

    private Vector3 Lampshade(Vector3 behind, float du, float dv, Vector3 light)
    {
        var half = 0.07f + (0.5f * (dv + 0.06f));
        var shade = View.Inside(MathF.Min(half - MathF.Abs(du), 0.06f - MathF.Abs(dv)));
        var cloth = 0.75f + (0.5f * MathF.Abs(MathF.Sin(du / half * 40)));
        var glow = light * (220 * cloth * MathF.Exp(-((du * du * 120) + (dv * dv * 260))) + 25);
        var pole = dv > 0.06f ? View.Inside(0.004f - MathF.Abs(du)) : 0;
        return Vector3.Lerp(Vector3.Lerp(behind, light * 2, pole), glow, shade);
    }

    private Vector3 Tube(Vector3 behind, float du, float dv, Vector3 light, int lamp)
    {
        // Its distance to the nearest end beyond the ends; the slope of the wave brings it closer than the vertical distance.
        var along = Math.Clamp(du, -0.17f, 0.17f);
        var (across, beyond) = ((dv - (0.07f * MathF.Sin((along * 30) + lamp))) * 0.6f, du - along);
        var away = MathF.Sqrt((across * across) + (beyond * beyond));
        // The gas saturates a camera: white inside, its colour around.
        var core = Vector3.Lerp(light, new Vector3(1), 0.5f) * MathF.Min(1400, _peak);
        return Vector3.Lerp(behind, core, View.Inside(0.005f - away)) + (light * (120 * MathF.Exp(-away * 90)));
    }

    private Vector3 Candle(Vector3 behind, float du, float dv)
    {
        var flame = (1 - MathF.Abs(du) / (0.012f * MathF.Max(1 - (dv / -0.06f), 0.05f))) * 0.012f;
        var warm = Illuminant.OfTemperature(1900);
        var wax = Rectangle(du, dv - 0.09f, 0.022f, 0.08f);
        behind = Vector3.Lerp(behind, warm * (10 + (160 * MathF.Exp(-MathF.Max(dv - 0.01f, 0) * 40))), wax);
        return dv is < 0.005f and > -0.06f
            ? Vector3.Lerp(behind, warm * MathF.Min(1500, _peak), View.Inside(flame) * Noise.Step(0.006f, -0.01f, dv))
            : behind;
    }
}

using System.Numerics;
using JsiGan.Imaging.Synthesis.Seeded;

namespace JsiGan.Imaging.Synthesis.Scenes;

/// <summary>
/// Fronts of buildings in daylight: stained concrete, plaster, glass that mirrors the sky, blinds and railings of fine lines, under a
/// slanting shadow.
/// </summary>
internal sealed class FacadeScene : Scene
{
    private readonly float _peak;
    private readonly Vector3 _sun;
    private readonly Vector3 _shade;
    private readonly float _slant;
    private readonly float _house;

    public FacadeScene(FrameView view, uint seed, float peakNits)
        : base(view, seed)
    {
        var draws = new Draws(seed);
        _peak = peakNits;
        _sun = Illuminant.OfTemperature(draws.Ratio(2800, 6500)) * draws.Ratio(80, 700);
        _shade = Illuminant.OfTemperature(draws.Ratio(7000, 14_000)) * draws.Ratio(10, 70);
        _slant = draws.Between(-1.2f, 1.2f);
        _house = draws.Between(0.5f, 1.1f);
    }

    public override Vector3 Shade(int x, int y)
    {
        var (u, v) = (View.U(x), View.V(y));
        var house = (int)MathF.Floor(u / _house);
        var roof = 0.02f + (0.25f * Noise.Cell(house, 0, Seed));
        var hu = u - (house * _house);
        var shadow = Noise.Step(-0.006f, 0.006f, 0.35f + (_slant * (hu - (0.5f * _house))) - v + (0.4f * Noise.Cell(house, 1, Seed)));
        var light = _shade + (_sun * shadow);
        var cover = MathF.Min(View.Inside(v - roof), View.Inside(hu - 0.004f));
        var front = Front(hu, v - roof, house, light, shadow);
        return cover < 1 ? Vector3.Lerp(Sky(u, v), front, cover) : front;
    }

    private Vector3 Sky(float u, float v)
    {
        var cloud = Noise.Step(0.45f, 0.7f, Noise.Fractal(u * 1.6f, v * 3, 6, Seed + 2));
        return Vector3.Lerp(_shade * Vector3.Lerp(new Vector3(2, 3, 5), new Vector3(4, 4.5f, 5), v), (_sun * 0.5f) + (_shade * 3), cloud);
    }

    private Vector3 Front(float hu, float hv, int house, Vector3 light, float shadow)
    {
        var (pitch, rise) = (0.055f + (0.05f * Noise.Cell(house, 2, Seed)), 0.075f + (0.04f * Noise.Cell(house, 3, Seed)));
        var (column, floor) = ((int)MathF.Floor(hu / pitch), (int)MathF.Floor(hv / rise));
        var (wu, wv) = (hu - ((column + 0.5f) * pitch), hv - ((floor + 0.5f) * rise));
        var (half, tall) = (pitch * (0.28f + (0.17f * Noise.Cell(house, 4, Seed))), rise * 0.34f);
        var wall = Wall(hu + (house * 3), hv, house);
        // The edge of each floor stands out and throws a line of shadow.
        var ledge = View.Inside(0.0035f - MathF.Abs(wv - (0.5f * rise) + 0.004f));
        var below = shadow * View.Inside(0.004f - MathF.Abs(wv + (0.5f * rise) - 0.006f));
        wall = Vector3.Lerp(wall, wall * 1.35f, ledge) * (1 - (0.6f * below));
        var colour = Vector3.Lerp(wall * light, wall * light * 0.55f, Rectangle(wu, wv, half + 0.003f, tall + 0.003f));
        var pane = Rectangle(wu, wv, half, tall);
        if (pane > 0)
            colour = Vector3.Lerp(colour, Window(hu + (house * _house), hv, wu, wv, half, tall, column + (house * 40), floor, light), pane);

        return Noise.Cell(house, 5, Seed) > 0.5f ? Railing(colour, hu, wv, tall, light) : colour;
    }

    private Vector3 Wall(float u, float v, int house)
    {
        var paint = Illuminant.Paint(
            0.25f + (0.45f * Noise.Cell(house, 6, Seed)), 0.24f + (0.36f * Noise.Cell(house, 7, Seed)),
            0.2f + (0.34f * Noise.Cell(house, 8, Seed)));
        // Half of the houses are bare concrete.
        paint = Noise.Cell(house, 9, Seed) > 0.5f ? new Vector3(0.38f, 0.37f, 0.35f) : paint;
        var grain = 0.75f + (0.5f * Noise.Fractal(u * 190, v * 190, 4, Seed + 3));
        var streak = Noise.Fractal(u * 45, v * 3, 5, Seed + 4);
        return paint * (grain * (0.65f + (0.5f * streak)));
    }

    private Vector3 Window(float u, float v, float wu, float wv, float half, float tall, int column, int floor, Vector3 light)
    {
        var kind = Noise.Cell(column, floor, Seed + 5);
        var frame = MathF.Max(View.Inside(0.0016f - MathF.Abs(wu)), 1 - Rectangle(wu, wv, half - 0.002f, tall - 0.002f));
        // Each pane hangs a little askew and mirrors its own piece of the sky.
        var mirrored = Sky((u * 1.5f) + (3 * Noise.Cell(column, floor, Seed + 6)), 0.4f - (0.3f * v)) * (0.15f + (0.35f * kind));
        var sun = kind > 0.96f ? _sun * (8 * MathF.Exp(-((wu * wu) + (wv * wv)) * 9000)) : Vector3.Zero;
        var inside = light * (0.03f + (0.06f * Noise.Fractal(u * 40, v * 40, 3, Seed + 7)));
        if (kind < 0.35f && wv < tall * ((4 * kind) - 0.5f))
        {
            var slat = MathF.Abs(MathF.Sin(wv * MathF.PI / 0.0055f));
            inside = light * (0.45f * (0.35f + (0.65f * slat)));
        }

        var glass = Vector3.Min(inside + mirrored + sun, new Vector3(_peak));
        return Vector3.Lerp(glass, light * 0.5f, frame);
    }

    private Vector3 Railing(Vector3 behind, float hu, float wv, float tall, Vector3 light)
    {
        var bar = hu - (MathF.Floor(hu / 0.007f) * 0.007f) - 0.0035f;
        var rail = View.Inside(0.0012f - MathF.Abs(wv - (0.3f * tall)));
        var bars = wv > 0.3f * tall && wv < tall ? View.Inside(0.0007f - MathF.Abs(bar)) : 0;
        return Vector3.Lerp(behind, light * 0.08f, MathF.Max(rail, bars));
    }
}

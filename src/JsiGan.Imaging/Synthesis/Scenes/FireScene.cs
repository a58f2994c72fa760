using System.Numerics;
using JsiGan.Imaging.Synthesis.Seeded;

namespace JsiGan.Imaging.Synthesis.Scenes;

/// <summary>A camp fire at night: flames of thousands of nits, embers and sparks, stones and trunks in their light, black beyond.</summary>
internal sealed class FireScene : Scene
{
    private const float Spacing = 1.5f;
    private const float Ground = 0.78f;

    private readonly float _brightest;
    private readonly Vector3[] _colours;

    public FireScene(FrameView view, uint seed, float peakNits)
        : base(view, seed)
    {
        var draws = new Draws(seed);
        _brightest = MathF.Min(draws.Ratio(600, 4000), peakNits);
        // From embers to the hottest soot; flames are redder than their temperature, as much of their light is filtered by soot.
        _colours = [.. Enumerable.Range(0, 33).Select(step => Illuminant.OfTemperature(1667 + (step * 22)))];
    }

    public override Vector3 Shade(int x, int y)
    {
        var (u, v) = (View.U(x), View.V(y));
        var near = (MathF.Floor(u / Spacing) + 0.5f) * Spacing;
        var (du, dv) = (u - near, v - Ground);
        var flicker = 0.8f + (0.4f * Noise.Value(View.Time * 20, near, Seed + 1));
        var distance = MathF.Sqrt((du * du) + ((dv + 0.12f) * (dv + 0.12f)));
        var light = _colours[14] * (_brightest * 0.012f * flicker / (0.04f + (distance * distance * 4)));
        var colour = v > Ground ? Stones(u, v, light, du) : Woods(u, v, light);
        colour = Logs(colour, du, dv, u, v);
        return colour + Flames(du, dv, u, v) + Sparks(u, v, distance) + (_colours[10] * (_brightest * 0.01f * MathF.Exp(-distance * 7)));
    }

    private Vector3 Flames(float du, float dv, float u, float v)
    {
        var up = -dv / 0.55f;
        if (up is < -0.1f or > 1.3f || MathF.Abs(du) > 0.4f)
            return Vector3.Zero;

        var rise = View.Time * 6;
        var warp = Noise.Fractal((u * 5) + 9, (v * 4) + rise, 4, Seed + 2) - 0.5f;
        var tongues = Noise.Fractal((u * 13) + (warp * 3), (v * 4.5f) + rise + warp, 6, Seed + 3);
        var width = 0.2f * (1 - (0.75f * up)) * (1 + warp);
        var body = 1 - MathF.Abs(du + (warp * 0.12f * up)) / MathF.Max(width, 0.01f);
        var heat = Math.Clamp((1.3f * body) + (1.5f * (tongues - 0.5f)) - (0.75f * up), 0, 1);
        return heat <= 0 ? Vector3.Zero : Hot(heat) * Noise.Step(-0.08f, 0.03f, up);
    }

    private Vector3 Hot(float heat) =>
        _colours[(int)(heat * (_colours.Length - 1))] * (_brightest * heat * heat * (0.15f + (0.85f * heat * heat)) * 0.6f);

    private Vector3 Logs(Vector3 behind, float du, float dv, float u, float v)
    {
        for (var log = 0; log < 3; log++)
        {
            var slope = (log - 1) * 0.35f;
            var across = dv - 0.02f - (slope * du) + (0.02f * (log & 1));
            var cover = Rectangle(du, across, 0.24f, 0.03f);
            if (cover <= 0)
                continue;

            var cracks = Noise.Fractal(u * 26, across * 120, 5, Seed + 4 + (uint)log);
            var ember = Noise.Step(0.55f, 0.75f, cracks) * MathF.Exp(-MathF.Abs(du) * 6);
            var bark = _colours[12] * (0.6f + (5 * cracks * cracks));
            behind = Vector3.Lerp(behind, bark + Hot(0.55f * ember) + (_colours[2] * (90 * ember)), cover);
        }

        return behind;
    }

    private Vector3 Stones(float u, float v, Vector3 light, float du)
    {
        var depth = 0.1f / (v - Ground + 0.12f);
        var (gu, gv) = (du * depth * 4, depth * 9);
        var bump = Noise.Fractal(gu * 9, gv * 5, 5, Seed + 8);
        var slope = Noise.Fractal((gu * 9) - (0.15f * MathF.Sign(du)), gv * 5, 5, Seed + 8) - bump;
        var grit = 0.4f + Noise.Fractal(u * 260, v * 380, 4, Seed + 9);
        return light * (new Vector3(0.23f, 0.2f, 0.17f) * (grit * MathF.Max(0.25f + (5 * slope) + (0.5f * bump), 0.02f)));
    }

    private Vector3 Woods(float u, float v, Vector3 light)
    {
        var trunk = (int)MathF.Floor(u / 0.22f);
        var middle = (trunk + 0.3f + (0.4f * Noise.Cell(trunk, 0, Seed + 10))) * 0.22f;
        var radius = 0.02f + (0.04f * Noise.Cell(trunk, 1, Seed + 10));
        var across = (u - middle + (0.01f * MathF.Sin(v * 9))) / radius;
        var cover = View.Inside((1 - MathF.Abs(across)) * radius);
        var night = new Vector3(0.006f, 0.009f, 0.02f) * (1.5f + Noise.Fractal(u * 3, v * 3, 5, Seed + 11));
        if (cover <= 0)
            return night;

        var bark = Noise.Fractal(u * 130, v * 22, 5, Seed + 12);
        var round = MathF.Sqrt(MathF.Max(1 - (across * across), 0.05f));
        return Vector3.Lerp(night, light * (new Vector3(0.17f, 0.12f, 0.08f) * (bark * bark * round * 1.6f)) + night, cover);
    }

    private Vector3 Sparks(float u, float v, float distance)
    {
        var (su, sv) = ((u * 26) + (Noise.Value(v * 5, 0, Seed + 13) * 4), (v * 18) + (View.Time * 40));
        var (cx, cy) = ((int)MathF.Floor(su), (int)MathF.Floor(sv));
        if (Noise.Cell(cx, cy, Seed + 14) < 0.9f || distance > 0.7f)
            return Vector3.Zero;

        var (dx, dy) = ((su - cx - 0.5f) / 26, (sv - cy - 0.5f) / 40);
        var size = MathF.Max(0.0012f, View.Pixel);
        return _colours[18] * (_brightest * 0.35f * MathF.Exp(-((dx * dx) + (dy * dy)) / (size * size)));
    }
}

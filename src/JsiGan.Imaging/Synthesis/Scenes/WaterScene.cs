using System.Numerics;
using JsiGan.Imaging.Synthesis.Seeded;

namespace JsiGan.Imaging.Synthesis.Scenes;

/// <summary>A lake in wind: waves that mirror the sky and glint in the sun, a wooded shore, wet pebbles in the shallows.</summary>
internal sealed class WaterScene : Scene
{
    private const float Horizon = 0.3f;
    private const float Shallows = 0.82f;

    private readonly float _peak;
    private readonly float _level;
    private readonly Vector3 _sunlight;
    private readonly Vector3 _toSun;
    private readonly Vector3 _depth;
    private readonly float[] _shore;

    public WaterScene(FrameView view, uint seed, float peakNits)
        : base(view, seed)
    {
        var draws = new Draws(seed);
        _peak = peakNits;
        _level = draws.Ratio(30, 350);
        _sunlight = Illuminant.OfTemperature(draws.Ratio(2500, 6500));
        _toSun = Vector3.Normalize(new Vector3(draws.Between(-0.7f, 0.7f), draws.Between(0.25f, 0.8f), 1));
        _depth = Illuminant.Paint(draws.Between(0, 0.03f), draws.Between(0.03f, 0.09f), draws.Between(0.04f, 0.1f));
        _shore = PerColumn(
            u => Horizon - 0.015f - (0.09f * Noise.Fractal(u * 2, 1, 4, seed + 1)) - (0.03f * Noise.Fractal(u * 50, 2, 4, seed + 2)));
    }

    public override Vector3 Shade(int x, int y)
    {
        var (u, v) = (View.U(x), View.V(y));
        if (v < Horizon)
        {
            var hidden = View.Inside(v - _shore[x]);
            return Vector3.Lerp(hidden < 1 ? Sky(new Vector3((u - View.Pan) * 0.3f, Horizon - v, 1)) : Vector3.Zero, Shore(u, v), hidden);
        }

        var water = Water(u, v);
        var wet = Noise.Step(Shallows - 0.1f, Shallows + 0.12f, v + (0.12f * (Noise.Fractal(u * 3, v * 6, 4, Seed + 3) - 0.5f)));
        return wet > 0 ? Vector3.Lerp(water, (Pebbles(u, v) * (1 - (0.3f * wet))) + (water * 0.3f), wet) : water;
    }

    private Vector3 Sky(Vector3 direction)
    {
        var up = Math.Clamp(direction.Y, 0, 1);
        var colour = Vector3.Lerp(new Vector3(0.85f, 0.95f, 1.15f), new Vector3(0.12f, 0.32f, 0.9f), MathF.Sqrt(up)) * _level;
        var cloud = Noise.Step(0.5f, 0.75f, Noise.Fractal((direction.X * 2) + View.Time, direction.Y * 5, 6, Seed + 4));
        return Vector3.Lerp(colour, (_sunlight + new Vector3(0.6f)) * _level, 0.8f * cloud);
    }

    private Vector3 Shore(float u, float v)
    {
        var leaf = Noise.Fractal(u * 90, v * 90, 5, Seed + 5);
        var trees = Vector3.Lerp(new Vector3(0.012f, 0.02f, 0.012f), Illuminant.Paint(0.09f, 0.15f, 0.04f), leaf * leaf);
        return trees * _sunlight * (_level * 2);
    }

    private Vector3 Water(float u, float v)
    {
        // Waves shrink towards the horizon, until they are finer than pixels and only their mean slope shows.
        var depth = 0.08f / (v - Horizon + 0.015f);
        var (wu, wv) = ((u - View.Pan - (0.5f * View.Aspect)) * depth + View.Pan, depth * 3);
        var fine = Math.Clamp(0.02f / (depth * depth * View.Pixel * 40), 0.1f, 1);
        var (a, b) = ((wu * 14) + (View.Time * 2), (wv * 22) - (View.Time * 3));
        var height = Noise.Fractal(a, b, 6, Seed + 6);
        var slopeU = (Noise.Fractal(a + 0.12f, b, 6, Seed + 6) - height) * fine;
        var slopeV = (Noise.Fractal(a, b + 0.12f, 6, Seed + 6) - height) * fine;
        var normal = Vector3.Normalize(new Vector3(slopeU * 2.4f, 1, (slopeV * 2.4f) - 0.04f));
        var eye = Vector3.Normalize(new Vector3((u - View.Pan - (0.5f * View.Aspect)) * 0.6f, -(v - Horizon) - 0.05f, 1));
        var mirrored = Vector3.Reflect(eye, normal);
        // Schlick's approximation of Fresnel's equations for water.
        var fresnel = 0.02f + (0.98f * MathF.Pow(1 - Math.Clamp(-Vector3.Dot(eye, normal), 0, 1), 5));
        var glint = MathF.Pow(MathF.Max(Vector3.Dot(Vector3.Normalize(mirrored), _toSun), 0), 500);
        var body = _depth * _sunlight * (_level * (0.8f + height));
        return Vector3.Lerp(body, Sky(mirrored with { Y = MathF.Abs(mirrored.Y) }), fresnel) + (_sunlight * (_peak * 0.6f * glint));
    }

    private Vector3 Pebbles(float u, float v)
    {
        const float Density = 22;
        var (cx, cy) = ((int)MathF.Floor(u * Density), (int)MathF.Floor(v * Density));
        var (best, lit) = (0f, new Vector3(0.02f));
        for (var i = 0; i < 9; i++)
        {
            var pebble = ScatteredCell.Of(cx + (i % 3) - 1, cy + (i / 3) - 1, Seed + 7);
            var (dx, dy) = ((u * Density) - pebble.X, (v * Density) - pebble.Y);
            var (along, across) = ((pebble.Turn.X * dx) + (pebble.Turn.Y * dy), (pebble.Turn.X * dy) - (pebble.Turn.Y * dx));
            var round = 1 - ((along * along) / 0.5f) - ((across * across) / 0.22f);
            if (round <= 0 || pebble.Rank < best)
                continue;

            best = pebble.Rank;
            var stone = Vector3.Lerp(new Vector3(0.1f, 0.1f, 0.11f), Illuminant.Paint(0.45f, 0.37f, 0.3f), pebble.Kind);
            var grit = 0.6f + (0.7f * Noise.Fractal(u * 240, v * 240, 4, Seed + 20));
            lit = Vector3.Lerp(lit, stone * (grit * (0.35f + (0.65f * MathF.Sqrt(round)) - (0.5f * dx))), Math.Clamp(round * 12, 0, 1));
        }

        return lit * _sunlight * _level;
    }
}

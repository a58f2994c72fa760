using System.Numerics;
using JsiGan.Imaging.Synthesis.Seeded;

namespace JsiGan.Imaging.Synthesis.Scenes;

/// <summary>
/// Noon: a sun of thousands of nits, clouds, three ridges in haze, a meadow with flowers, a wire fence, a rising balloon.
/// </summary>
internal sealed class DayScene : Scene
{
    private const float Horizon = 0.66f;
    private const float SunRadius = 0.035f;

    private static readonly Vector3 Zenith = new(22, 60, 175);
    private static readonly Vector3 Haze = new(215, 235, 260);
    private static readonly Vector3[] RidgeColours = [new(95, 125, 165), new(40, 70, 80), new(14, 32, 12)];

    private readonly float _peak;
    private readonly float[][] _ridges;
    private readonly Vector2 _sun;
    private readonly Vector2 _balloon;

    public DayScene(FrameView view, uint seed, float peakNits)
        : base(view, seed)
    {
        _peak = peakNits;
        _ridges =
        [
            PerColumn(u => 0.56f - (0.22f * Noise.Fractal(u * 1.3f, 1, 6, seed + 10))),
            PerColumn(u => 0.63f - (0.16f * Noise.Fractal((u * 1.9f) + 40, 2, 7, seed + 20))),
            PerColumn(u => 0.69f - (0.05f * Noise.Fractal(u * 3, 3, 3, seed + 30)) - (0.03f * Trees(u, seed))),
        ];
        // What is far away moves less than the camera.
        _sun = new Vector2((view.Pan * 0.8f) + (view.Aspect * 0.68f), 0.16f);
        _balloon = new Vector2((view.Pan * 0.9f) + (view.Aspect * 0.28f), 0.42f - (0.2f * view.Time));
    }

    public override Vector3 Shade(int x, int y)
    {
        var (u, v) = (View.U(x), View.V(y));
        var ground = View.Inside(v - Horizon - (0.012f * Noise.Value(u * 5, 0, Seed + 50)));
        if (ground >= 1)
            return Fence(Meadow(u, v), u, v);

        // Only what shows is shaded: from the nearest ridge that hides all behind it.
        var nearest = Array.FindLastIndex(_ridges, ridge => View.Inside(v - ridge[x]) >= 1);
        var colour = nearest >= 0 ? Vector3.Zero : Balloon(v < 0.62f ? Sky(u, v) : Haze, u, v);
        for (var ridge = Math.Max(nearest, 0); ridge < _ridges.Length; ridge++)
        {
            var cover = View.Inside(v - _ridges[ridge][x]);
            if (cover > 0)
                colour = Vector3.Lerp(colour, Ridge(ridge, u, v), cover);
        }

        return ground > 0 ? Fence(Vector3.Lerp(colour, Meadow(u, v), ground), u, v) : colour;
    }

    private static float Trees(float u, uint seed)
    {
        var crown = MathF.Abs(Noise.Value(u * 40, 5, seed + 31) - 0.5f) * 2;
        return (1 - crown) * (0.3f + (0.7f * Noise.Value(u * 160, 6, seed + 32)));
    }

    private Vector3 Ridge(int ridge, float u, float v)
    {
        var grain = Noise.Fractal(u * (18 + (22 * ridge)), v * (30 + (25 * ridge)), 4, Seed + 40 + (uint)ridge);
        var sunlit = Noise.Step(0.4f, 0.6f, Noise.Fractal((u * 2.4f) + View.Time, v * 7, 3, Seed + 45));
        return RidgeColours[ridge] * ((0.35f + (1.5f * grain * grain)) * Noise.Mix(0.3f, 1.2f, sunlit));
    }

    private Vector3 Sky(float u, float v)
    {
        var height = Math.Clamp(v / 0.6f, 0, 1);
        var colour = Vector3.Lerp(Zenith, Haze, height * height);
        var distance = Vector2.Distance(new Vector2(u, v), _sun);
        colour += new Vector3(1, 0.93f, 0.75f) * ((700 * MathF.Exp(-distance * 14)) + (90 * MathF.Exp(-distance * 3)));
        colour = Vector3.Lerp(colour, new Vector3(1, 0.95f, 0.82f) * _peak, View.Inside(SunRadius - distance));
        var cloudU = (u * 0.9f) + (View.Time * 0.05f);
        var puff = Noise.Fractal(cloudU * 2.2f, v * 5, 7, Seed + 1);
        var cover = Noise.Step(0.52f, 0.68f, puff) * (1 - (0.4f * height));
        if (cover <= 0)
            return colour;

        // Clouds are bright where they are thin or face the sun, and grey beneath.
        var shadow = Noise.Step(0.58f, 0.8f, Noise.Fractal((cloudU * 2.2f) + 0.05f, (v * 5) + 0.16f, 5, Seed + 1));
        var lit = Vector3.Lerp(new Vector3(560, 545, 520), new Vector3(190, 200, 225), shadow);
        return Vector3.Lerp(colour, lit + (colour * 0.15f), cover);
    }

    private Vector3 Balloon(Vector3 behind, float u, float v)
    {
        var (dx, dy) = ((u - _balloon.X) / 0.085f, (v - _balloon.Y) / 0.1f);
        var cover = View.Inside((1 - MathF.Sqrt((dx * dx) + (dy * dy))) * 0.085f);
        var basket = View.Inside(0.014f - MathF.Max(MathF.Abs(u - _balloon.X), MathF.Abs(v - _balloon.Y - 0.135f)));
        behind = Vector3.Lerp(behind, new Vector3(30, 17, 6), basket);
        if (cover <= 0)
            return behind;

        var around = MathF.Asin(Math.Clamp(dx / MathF.Sqrt(MathF.Max(1 - (dy * dy), 0.01f)), -1, 1));
        var stripe = (int)MathF.Floor((around + 2) * 3.2f) % 3;
        var dye = stripe switch { 0 => new Vector3(240, 12, 6), 1 => new Vector3(250, 175, 8), _ => new Vector3(25, 40, 200) };
        var light = 0.35f + (0.85f * Math.Clamp((0.55f * dx) - (0.6f * dy) + 0.4f, 0, 1));
        return Vector3.Lerp(behind, dye * light, cover);
    }

    private Vector3 Meadow(float u, float v)
    {
        // The ground runs away towards the horizon: rows get closer, blades smaller.
        var depth = 0.12f / (v - Horizon + 0.06f);
        var (gx, gy) = ((u - View.Pan - (View.Aspect / 2)) * depth, depth * 3);
        gx += View.Pan;
        var blades = Noise.Fractal(gx * 60, gy * 22, 4, Seed + 60);
        var patches = Noise.Fractal(gx * 3, gy * 2, 4, Seed + 61);
        var colour = Vector3.Lerp(new Vector3(9, 26, 4), new Vector3(72, 118, 16), blades * blades) * (0.45f + patches);
        var (cx, cy) = ((int)MathF.Floor(gx * 26), (int)MathF.Floor(gy * 13));
        var kind = Noise.Cell(cx, cy, Seed + 62);
        if (kind > 0.72f)
        {
            var (fx, fy) = ((gx * 26) - cx - 0.5f, (gy * 13) - cy - 0.5f);
            var bloom = Noise.Step(0.27f, 0.2f, MathF.Sqrt((fx * fx) + (fy * fy)));
            var petal = kind > 0.9f ? new Vector3(230, 12, 18) : kind > 0.81f ? new Vector3(240, 190, 10) : new Vector3(150, 30, 210);
            colour = Vector3.Lerp(colour, petal * (0.6f + (0.5f * blades)), bloom);
        }

        // Shadows of clouds drift over the ground.
        var sunlit = Noise.Step(0.42f, 0.56f, Noise.Fractal((gx * 1.4f) + View.Time, gy * 1.1f, 3, Seed + 63));
        return colour * Noise.Mix(0.12f, 1.35f, sunlit);
    }

    private Vector3 Fence(Vector3 behind, float u, float v)
    {
        var along = u - (MathF.Floor(u / 0.3f) * 0.3f);
        var post = MathF.Min(View.Inside(0.009f - MathF.Abs(along - 0.15f)), View.Inside(v - 0.7f));
        var wires = 0f;
        for (var wire = 0; wire < 4; wire++)
        {
            var fromMiddle = MathF.Min(along, 0.3f - along);
            var sag = 0.728f + (0.06f * wire) - (0.35f * fromMiddle * fromMiddle);
            wires = MathF.Max(wires, View.Inside(0.0009f - MathF.Abs(v - sag)));
        }

        var wood = new Vector3(70, 52, 34) * (0.5f + Noise.Fractal(u * 300, v * 14, 3, Seed + 70));
        return Vector3.Lerp(Vector3.Lerp(behind, new Vector3(170, 172, 178), wires), wood, post);
    }
}

using System.Numerics;
using JsiGan.Imaging.Synthesis.Seeded;

namespace JsiGan.Imaging.Synthesis.Scenes;

/// <summary>
/// People: heads of many skin tones with pores, hair and knitted clothes under a key light and a rim light of their own colour
/// temperatures, before a blurred background.
/// </summary>
internal sealed class PortraitScene : Scene
{
    private const float Spacing = 0.62f;

    // Linear BT.709 reflectances from light to dark (the range of the Fitzpatrick scale).
    private static readonly Vector3[] Skins =
    [
        Illuminant.Paint(0.62f, 0.42f, 0.33f), Illuminant.Paint(0.52f, 0.33f, 0.24f), Illuminant.Paint(0.42f, 0.25f, 0.17f),
        Illuminant.Paint(0.30f, 0.165f, 0.105f), Illuminant.Paint(0.17f, 0.088f, 0.054f), Illuminant.Paint(0.075f, 0.039f, 0.026f),
    ];

    private readonly float _peak;
    private readonly Vector3 _key;
    private readonly Vector3 _rim;
    private readonly Vector3 _toKey;

    public PortraitScene(FrameView view, uint seed, float peakNits)
        : base(view, seed)
    {
        var draws = new Draws(seed);
        _peak = peakNits;
        _key = Illuminant.OfTemperature(draws.Ratio(2400, 9000)) * draws.Ratio(40, 500);
        _rim = Illuminant.OfTemperature(draws.Ratio(2000, 12_000)) * draws.Ratio(20, 600);
        _toKey = Vector3.Normalize(new Vector3(draws.Between(-0.9f, 0.9f), draws.Between(-0.8f, 0.1f), draws.Between(0.3f, 1)));
    }

    public override Vector3 Shade(int x, int y)
    {
        var (u, v) = (View.U(x), View.V(y));
        var person = (int)MathF.Floor(u / Spacing);
        var colour = Background(u, v);
        for (var near = person - 1; near <= person + 1; near++)
        {
            var centre = (near + 0.35f + (0.3f * Noise.Cell(near, 0, Seed))) * Spacing;
            var size = 0.75f + (0.4f * Noise.Cell(near, 1, Seed));
            var height = 0.34f + (0.12f * Noise.Cell(near, 2, Seed));
            colour = Person(colour, (u - centre) / size, (v - height) / size, size, near);
        }

        return colour;
    }

    private Vector3 Background(float u, float v)
    {
        var blur = Noise.Fractal(u * 1.6f, v * 1.6f, 2, Seed + 40);
        var tint = new Vector3(Noise.Value(u * 2, v, Seed + 43), Noise.Value(u * 2, v, Seed + 44), Noise.Value(u * 2, v, Seed + 45));
        var colour = (_key + _rim) * (0.02f + (0.12f * blur * blur)) * (new Vector3(0.5f) + tint);
        var (cx, cy) = ((int)MathF.Floor(u * 5), (int)MathF.Floor(v * 5));
        if (Noise.Cell(cx, cy, Seed + 46) < 0.75f)
            return colour;

        var (dx, dy) = ((u * 5) - cx - 0.5f, (v * 5) - cy - 0.5f);
        var disc = Noise.Step(0.4f, 0.33f, MathF.Sqrt((dx * dx) + (dy * dy)));
        return colour + (_rim * (disc * 2 * Noise.Cell(cx, cy, Seed + 47)));
    }

    private Vector3 Person(Vector3 behind, float u, float v, float size, int person)
    {
        var skin = Skins[(int)(Noise.Cell(person, 3, Seed) * Skins.Length)] * (0.85f + (0.3f * Noise.Cell(person, 4, Seed)));
        var body = MathF.Min(0.3f - (0.05f * MathF.Cos(u * 9)) - MathF.Abs(u), v - 0.27f - (0.5f * u * u));
        if (View.Inside(body * size) > 0)
            behind = Vector3.Lerp(behind, Cloth(u, v, person), View.Inside(body * size));

        var neck = MathF.Min(0.07f - MathF.Abs(u), MathF.Min(v - 0.1f, 0.33f - v - (2 * u * u)));
        if (View.Inside(neck * size) > 0)
            behind = Vector3.Lerp(behind, Skin(new Vector3(u / 0.075f, 0.5f, 0.6f), u, v, skin, person) * 0.7f, View.Inside(neck * size));

        var hairline = -0.07f - (0.06f * Noise.Cell(person, 5, Seed)) + (0.01f * Noise.Fractal(u * 90, 0, 3, Seed + 9));
        var (hu, hv) = (u / 0.19f, (v + 0.02f) / 0.235f);
        var hair = (1 - MathF.Sqrt((hu * hu) + (hv * hv)) + (0.05f * Noise.Fractal(u * 60, v * 9, 4, Seed + 10))) * 0.19f;
        if (View.Inside(hair * size) > 0 && v < 0.12f)
            behind = Vector3.Lerp(behind, Hair(u, v, person), View.Inside(hair * size));

        var (fu, fv) = (u / 0.155f, v / 0.205f);
        var face = MathF.Min((1 - MathF.Sqrt((fu * fu) + (fv * fv))) * 0.155f, v - hairline - (1.2f * u * u));
        if (View.Inside(face * size) <= 0)
            return behind;

        var depth = MathF.Sqrt(MathF.Max(1 - (fu * fu) - (fv * fv), 0.02f));
        // A nose, and hollows of the eyes, bend the normal of the egg.
        var nose = 0.5f * MathF.Exp(-((u * u * 2500) + ((v - 0.02f) * (v - 0.02f) * 300)));
        var normal = Vector3.Normalize(new Vector3(fu + (nose * Math.Clamp(u * 60, -1, 1)), fv, depth));
        return Vector3.Lerp(behind, Features(Skin(normal, u, v, skin, person), u, v), View.Inside(face * size));
    }

    private Vector3 Skin(Vector3 normal, float u, float v, Vector3 albedo, int person)
    {
        var pores = Noise.Fractal((u * 420) + person, v * 420, 3, Seed + 11);
        var blotches = Noise.Fractal((u * 28) + person, v * 28, 4, Seed + 12);
        var facing = Vector3.Dot(normal, _toKey);
        // Light that scatters beneath the skin reaches past the terminator, red furthest.
        var wrapped = Vector3.Max((new Vector3(facing) + new Vector3(0.35f, 0.18f, 0.12f)) / 1.25f, new Vector3(0.03f));
        var rim = MathF.Pow(1 - Math.Clamp(normal.Z, 0, 1), 3) * MathF.Max(-normal.X * MathF.Sign(_toKey.X), 0);
        var half = Vector3.Normalize(_toKey + Vector3.UnitZ);
        var gloss = MathF.Pow(MathF.Max(Vector3.Dot(normal, half), 0), 28) * (0.4f + pores);
        var tone = albedo * (0.82f + (0.3f * pores));
        tone *= Vector3.Lerp(new Vector3(0.96f, 1.02f, 1.02f), new Vector3(1.08f, 0.92f, 0.9f), blotches);
        var lit = (tone * ((_key * wrapped) + (_rim * rim))) + (_key * (0.12f * gloss));
        return Vector3.Min(lit, new Vector3(_peak));
    }

    private Vector3 Features(Vector3 skin, float u, float v)
    {
        var (eu, ev) = (MathF.Abs(u) - 0.06f, v + 0.02f);
        var lids = View.Inside(0.011f - MathF.Abs(ev) - (8 * eu * eu));
        var iris = Disc(eu, ev, 0.009f);
        var pupil = Disc(eu, ev, 0.004f);
        var eye = Vector3.Lerp(_key * 0.45f, _key * new Vector3(0.05f, 0.07f, 0.09f), iris) * (1 - (0.9f * pupil));
        eye += _key * (3 * Disc(eu - 0.003f, ev + 0.004f, 0.0016f));
        var brow = Noise.Step(0, 0.004f, 0.006f - MathF.Abs(ev + 0.032f - (3 * eu * eu)) - (0.1f * MathF.Abs(eu)));
        var lips = Noise.Step(0, 0.006f, 0.012f - MathF.Abs(v - 0.105f) - (4 * u * u));
        skin *= Vector3.Lerp(Vector3.One, new Vector3(0.9f, 0.5f, 0.52f), 0.8f * lips);
        skin *= 1 - (0.7f * brow * (0.4f + Noise.Fractal(u * 700, v * 200, 2, Seed + 13)));
        return Vector3.Lerp(skin, eye, lids);
    }

    private Vector3 Hair(float u, float v, int person)
    {
        var strand = Noise.Fractal((u * 380) + (v * 40) + person, (v * 22) + (u * 8), 4, Seed + 14);
        var shade = Vector3.Lerp(new Vector3(0.015f, 0.011f, 0.009f), new Vector3(0.34f, 0.19f, 0.08f), Noise.Cell(person, 6, Seed));
        var shine = MathF.Exp(-MathF.Abs(v + 0.14f + (0.3f * u * _toKey.X)) * 22) * strand * strand;
        return (_key * shade * (0.15f + (1.3f * strand * strand))) + (_key * (0.25f * shine)) + (_rim * shade * 0.2f);
    }

    private Vector3 Cloth(float u, float v, int person)
    {
        var dye = new Vector3(Noise.Cell(person, 7, Seed), Noise.Cell(person, 8, Seed), Noise.Cell(person, 9, Seed));
        var (ku, kv) = (u * 150, (v * 110) + (0.5f * MathF.Abs(MathF.Sin(u * 150 * MathF.PI))));
        var stitch = 0.55f + (0.45f * MathF.Abs(MathF.Sin(ku * MathF.PI)) * MathF.Abs(MathF.Sin(kv * MathF.PI)));
        var fold = 0.4f + Noise.Fractal(u * 7, v * 2.5f, 4, Seed + 15 + (uint)(person & 7));
        return ((_key * 0.7f) + (_rim * 0.1f)) * (dye * dye * 0.7f * stitch * fold);
    }
}

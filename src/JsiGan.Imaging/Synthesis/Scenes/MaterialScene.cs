using System.Numerics;
using JsiGan.Imaging.Synthesis.Seeded;
using JsiGan.Imaging.Text;

namespace JsiGan.Imaging.Synthesis.Scenes;

/// <summary>
/// Samples of materials under a raking lamp: woven and twilled cloth, wood, brick, stone, tiles, leather, sand, and printed paper.
/// </summary>
internal sealed class MaterialScene : Scene
{
    private const float Cell = 0.42f;

    private static readonly string[] Words =
    [
        "MORNING POST", "NO. 24 - 1968", "WEATHER: RAIN, 12 C", "THE RIVER ROSE", "PRICE 35 CENTS", "LATE EDITION", "SEE PAGE 7",
        "HARBOUR OPEN",
    ];

    private readonly Vector3 _lamp;

    public MaterialScene(FrameView view, uint seed, float peakNits)
        : base(view, seed)
    {
        var draws = new Draws(seed);
        _lamp = Illuminant.OfTemperature(draws.Ratio(2300, 9000)) * MathF.Min(draws.Ratio(60, 900), peakNits);
    }

    public override Vector3 Shade(int x, int y)
    {
        var (u, v) = (View.U(x), View.V(y));
        var (column, row) = ((int)MathF.Floor(u / Cell), (int)MathF.Floor(v / Cell));
        var dye = new Vector3(Noise.Cell(column, row, Seed + 1), Noise.Cell(column, row, Seed + 2), Noise.Cell(column, row, Seed + 3));
        // Most dyes are dull.
        dye = Vector3.Lerp(new Vector3((dye.X + dye.Y + dye.Z) / 3), dye, 0.7f);
        dye = Illuminant.Paint(dye.X, dye.Y, dye.Z) * 0.7f;
        var reflectance = (int)(9 * Noise.Cell(column, row, Seed + 4)) switch
        {
            0 => Weave(u, v, dye, Noise.Cell(column, row, Seed + 5)),
            1 => Twill(u, v, dye),
            2 => Wood(u, v, column),
            3 => Bricks(u, v),
            4 => Stone(u, v, dye),
            5 => Tiles(u, v, dye),
            6 => Leather(u, v, dye),
            7 => Sand(u, v),
            _ => Paper(u - (column * Cell), v - (row * Cell), row),
        };
        var light = Noise.Mix(0.02f, 1.1f, Noise.Step(0.25f, 0.8f, Noise.Fractal(u * 1.1f, v * 1.1f, 2, Seed + 6)));
        return _lamp * reflectance * light;
    }

    private Vector3 Weave(float u, float v, Vector3 dye, float coarse)
    {
        var pitch = 0.005f + (0.006f * coarse);
        var wave = 0.3f * Noise.Fractal(u * 9, v * 9, 2, Seed + 10);
        var (wu, wv) = ((u / pitch) + wave, (v / pitch) - wave);
        var (warp, weft) = (MathF.Abs(MathF.Sin(wu * MathF.PI)), MathF.Abs(MathF.Sin(wv * MathF.PI)));
        var over = (((int)MathF.Floor(wu) + (int)MathF.Floor(wv)) & 1) == 0;
        var thread = over ? warp * (0.6f + (0.4f * weft)) : weft * (0.6f + (0.4f * warp));
        var fibre = 0.7f + (0.6f * Noise.Fractal(u * (over ? 900 : 120), v * (over ? 120 : 900), 3, Seed + 11));
        return (over ? dye : Vector3.Lerp(dye, new Vector3(0.6f), 0.35f)) * ((0.15f + (0.85f * thread)) * fibre);
    }

    private Vector3 Twill(float u, float v, Vector3 dye)
    {
        const float Pitch = 0.0055f;
        var rib = MathF.Abs(MathF.Sin((u + (0.8f * v)) / Pitch * MathF.PI));
        var thread = MathF.Abs(MathF.Sin((u - (0.4f * v)) / (Pitch * 0.7f) * MathF.PI));
        var worn = Noise.Fractal(u * 14, v * 10, 5, Seed + 12);
        var cloth = Vector3.Lerp(dye * 0.35f, new Vector3(0.55f, 0.6f, 0.66f), worn * worn * rib);
        return cloth * (0.35f + (0.65f * rib * (0.6f + (0.4f * thread))));
    }

    private Vector3 Wood(float u, float v, int column)
    {
        var ring = Noise.Fractal((u * 2.2f) + column, v * 0.7f, 3, Seed + 13) * 26;
        var grain = Noise.Fractal((u * 90) + ring, v * 7, 5, Seed + 14);
        var late = MathF.Abs(ring - MathF.Round(ring)) * 2;
        var pore = Noise.Step(0.66f, 0.74f, Noise.Fractal(u * 420, v * 26, 3, Seed + 15));
        var dark = Illuminant.Paint(0.16f, 0.08f, 0.035f);
        return Vector3.Lerp(dark, Illuminant.Paint(0.55f, 0.36f, 0.19f), (0.35f * late) + (0.6f * grain)) * (1 - (0.6f * pore));
    }

    private Vector3 Bricks(float u, float v)
    {
        const float Length = 0.09f;
        const float Course = 0.033f;
        var row = (int)MathF.Floor(v / Course);
        var shifted = (u / Length) + (0.5f * (row & 1));
        var column = (int)MathF.Floor(shifted);
        var (bu, bv) = ((shifted - column) * Length, v - (row * Course));
        var ragged = 0.0025f + (0.002f * Noise.Fractal(u * 160, v * 160, 3, Seed + 16));
        var brick = View.Inside(MathF.Min(MathF.Min(bu, Length - bu), MathF.Min(bv, Course - bv)) - ragged);
        var clay = Vector3.Lerp(
            Illuminant.Paint(0.28f, 0.09f, 0.05f), Illuminant.Paint(0.46f, 0.24f, 0.15f), Noise.Cell(column, row, Seed + 17));
        var grit = 0.55f + (0.8f * Noise.Fractal(u * 170, v * 170, 5, Seed + 18));
        return Vector3.Lerp(new Vector3(0.42f, 0.4f, 0.36f) * (0.5f + (0.5f * grit)), clay * grit, brick);
    }

    private Vector3 Stone(float u, float v, Vector3 dye)
    {
        var vein = MathF.Abs(Noise.Fractal(u * 5, v * 5, 6, Seed + 19) - 0.5f) * 14;
        var speck = Noise.Fractal(u * 220, v * 220, 4, Seed + 20);
        var body = Vector3.Lerp(new Vector3(0.55f), dye, 0.25f) * (0.4f + speck);
        return Vector3.Lerp(new Vector3(0.9f, 0.89f, 0.86f), body, Noise.Step(0, 1, vein));
    }

    private Vector3 Tiles(float u, float v, Vector3 dye)
    {
        const float Side = 0.06f;
        var (tu, tv) = (u - (MathF.Floor(u / Side) * Side), v - (MathF.Floor(v / Side) * Side));
        var edge = MathF.Min(MathF.Min(tu, Side - tu), MathF.Min(tv, Side - tv));
        var glaze = dye * (0.8f + (0.4f * Noise.Cell((int)MathF.Floor(u / Side), (int)MathF.Floor(v / Side), Seed + 21)));
        // The bevel towards the lamp shines.
        var shine = edge < 0.004f && (tu < 0.004f || tv < 0.004f) ? 2.5f : 0;
        var grout = new Vector3(0.3f) * (0.6f + (0.6f * Noise.Fractal(u * 300, v * 300, 3, Seed + 22)));
        return Vector3.Lerp(grout, glaze + new Vector3(shine), View.Inside(edge - 0.0018f));
    }

    private Vector3 Leather(float u, float v, Vector3 dye)
    {
        var crease = MathF.Abs(Noise.Fractal(u * 75, v * 75, 3, Seed + 23) - 0.5f) * 9;
        var bump = Noise.Fractal((u * 75) + 0.1f, (v * 75) + 0.1f, 3, Seed + 23) - Noise.Fractal(u * 75, v * 75, 3, Seed + 23);
        return dye * (0.5f * Noise.Step(0, 0.8f, crease)) + new Vector3(MathF.Max(bump, 0) * 0.8f);
    }

    private Vector3 Sand(float u, float v)
    {
        var dune = 0.5f + (0.5f * MathF.Sin((v * 95) + (9 * Noise.Fractal(u * 4, v * 4, 4, Seed + 24))));
        var grains = Noise.Fractal(u * 500, v * 500, 3, Seed + 25);
        return Illuminant.Paint(0.52f, 0.41f, 0.28f) * ((0.45f + (0.55f * dune)) * (0.4f + (1.2f * grains)));
    }

    private Vector3 Paper(float u, float v, int row)
    {
        // Letters shrink from line to line; a dot is never narrower than a pixel and a half.
        var ink = 0f;
        var top = 0.025f;
        for (var line = 0; line < 8; line++)
        {
            var dot = MathF.Max(0.0034f - (0.0004f * line), 1.5f * View.Pixel);
            var text = Words[(line + (row & 7)) % Words.Length];
            var (px, py) = ((u - 0.03f) / dot, (v - top) / dot);
            if (TinyFont.Covers(text, (int)MathF.Floor(px), (int)MathF.Floor(py)))
                ink = 1;

            top += 10 * dot;
        }

        var pulp = 0.75f + (0.15f * Noise.Fractal(u * 260, v * 260, 4, Seed + 26));
        return Vector3.Lerp(new Vector3(0.95f, 0.93f, 0.88f) * pulp, new Vector3(0.035f), ink);
    }
}

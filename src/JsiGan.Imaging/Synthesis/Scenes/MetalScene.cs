using System.Numerics;
using JsiGan.Imaging.Synthesis.Seeded;

namespace JsiGan.Imaging.Synthesis.Scenes;

/// <summary>
/// Metal in a studio: polished and brushed balls and rods of steel, gold, copper and silver on a brushed plate, which mirror soft boxes of
/// thousands of nits.
/// </summary>
internal sealed class MetalScene : Scene
{
    private const float Cell = 0.25f;

    // Reflectances at normal incidence, linear BT.709.
    private static readonly Vector3[] Metals =
    [
        Illuminant.Paint(0.56f, 0.57f, 0.58f), Illuminant.Paint(1, 0.71f, 0.29f), Illuminant.Paint(0.95f, 0.64f, 0.54f),
        Illuminant.Paint(0.95f, 0.93f, 0.88f), Illuminant.Paint(0.91f, 0.92f, 0.92f),
    ];

    private readonly float _box;
    private readonly Vector3 _warm;
    private readonly Vector3 _cold;

    public MetalScene(FrameView view, uint seed, float peakNits)
        : base(view, seed)
    {
        var draws = new Draws(seed);
        _box = MathF.Min(draws.Ratio(800, 6000), peakNits);
        _warm = Illuminant.OfTemperature(draws.Ratio(2500, 6500));
        _cold = Illuminant.OfTemperature(draws.Ratio(5000, 12_000));
    }

    public override Vector3 Shade(int x, int y)
    {
        var (u, v) = (View.U(x), View.V(y));
        var (column, row) = ((int)MathF.Floor(u / Cell), (int)MathF.Floor(v / Cell));
        var (du, dv) = (u - ((column + 0.5f) * Cell), v - ((row + 0.5f) * Cell));
        var kind = Noise.Cell(column, row, Seed + 1);
        var metal = Metals[(int)(Noise.Cell(column, row, Seed + 2) * Metals.Length)];
        var brushed = Noise.Cell(column, row, Seed + 3) > 0.5f ? 0.25f : 0.004f;
        var radius = Cell * (0.25f + (0.2f * Noise.Cell(column, row, Seed + 4)));
        // Things stand on the plate and darken it around them.
        var distance = MathF.Sqrt((du * du) + (dv * dv));
        var plate = Plate(u, v) * (1 - (0.75f * Noise.Step(Cell * 0.6f, radius * 0.8f, distance)));
        return kind switch
        {
            < 0.5f => Vector3.Lerp(plate, Ball(du / radius, dv / radius, u, v, metal, brushed), Disc(du, dv, radius)),
            < 0.75f => Vector3.Lerp(
                plate, Rod(du / (radius * 0.5f), u, v, metal, brushed), Rectangle(du, dv, radius * 0.5f, Cell * 0.46f)),
            _ => Vector3.Lerp(plate, Screw(du, dv, radius * 0.6f, metal), Disc(du, dv, radius * 0.6f)),
        };
    }

    // Soft boxes above, a dark room with a bright horizon around, a grey floor below.
    private Vector3 Room(Vector3 direction)
    {
        var up = -direction.Y;
        var colour = _cold * (12 + (110 * MathF.Exp(-MathF.Abs(up - 0.1f) * 5)) + (up < 0 ? -70 * up : 25 * up));
        var (bu, bv) = (direction.X / (0.2f + MathF.Abs(direction.Y)), direction.Z / (0.2f + MathF.Abs(direction.Y)));
        var key = Noise.Step(0.62f, 0.52f, MathF.Max(MathF.Abs(bu + 0.9f), MathF.Abs(bv - 0.6f)));
        var fill = Noise.Step(0.45f, 0.3f, MathF.Max(MathF.Abs(bu - 1.3f) * 0.4f, MathF.Abs(bv - 0.2f)));
        return up > 0.05f ? colour + (_warm * (_box * key)) + (_cold * (_box * 0.15f * fill)) : colour;
    }

    private Vector3 Reflect(Vector3 normal, Vector3 metal)
    {
        var reflected = Vector3.Reflect(-Vector3.UnitZ, Vector3.Normalize(normal));
        // Schlick's approximation of Fresnel's equations: metals turn white at grazing angles.
        var grazing = MathF.Pow(1 - Math.Clamp(normal.Z, 0, 1), 5);
        return Room(reflected) * Vector3.Lerp(metal, Vector3.One, grazing);
    }

    private Vector3 Ball(float dx, float dy, float u, float v, Vector3 metal, float brushed)
    {
        var depth = MathF.Sqrt(MathF.Max(1 - (dx * dx) - (dy * dy), 0));
        var around = MathF.Atan2(dy, dx);
        var streak = (Noise.Fractal(around * 3, depth * 220, 4, Seed + 5) - 0.5f) * brushed;
        var dust = 0.9f + (0.15f * Noise.Fractal(u * 400, v * 400, 2, Seed + 6));
        return Reflect(new Vector3(dx + (streak * dx), dy + (streak * dy), depth + (0.4f * streak)), metal) * dust;
    }

    private Vector3 Rod(float across, float u, float v, Vector3 metal, float brushed)
    {
        var clamped = Math.Clamp(across, -1, 1);
        var streak = (Noise.Fractal(u * 8, v * 700, 4, Seed + 7) - 0.5f) * brushed;
        // A thread bends the normal along the rod.
        var thread = brushed > 0.1f ? 0 : 0.45f * MathF.Sin(MathF.Tau * ((v * 90) + (clamped * 0.3f)));
        return Reflect(new Vector3(clamped, -0.25f + thread + streak, MathF.Sqrt(1 - (clamped * clamped)) + 0.02f), metal);
    }

    private Vector3 Screw(float du, float dv, float radius, Vector3 metal)
    {
        var distance = MathF.Sqrt((du * du) + (dv * dv)) / radius;
        var turned = 0.06f * MathF.Sin(distance * radius * 2400);
        var slope = (turned + (distance > 0.85f ? (distance - 0.85f) * 5 : 0)) / MathF.Max(distance * radius, 1e-4f);
        var slot = MathF.Max(Rectangle(du, dv, radius * 0.6f, radius * 0.1f), Rectangle(du, dv, radius * 0.1f, radius * 0.6f));
        return Reflect(new Vector3(du * slope, (dv * slope) - 0.3f, 1), metal) * (1 - (0.9f * slot));
    }

    private Vector3 Plate(float u, float v)
    {
        var streak = Noise.Fractal(u * 6, v * 620, 5, Seed + 8);
        var scratch = Noise.Step(0.72f, 0.8f, Noise.Fractal((u * 30) + (v * 25), (u * 400) - (v * 500), 3, Seed + 9));
        var light = Noise.Mix(2, 90, Noise.Fractal(u * 0.9f, v * 1.4f, 2, Seed + 10));
        return Metals[0] * _cold * (light * (0.45f + streak + (0.7f * scratch)));
    }
}

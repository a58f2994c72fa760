using System.Numerics;
using JsiGan.Imaging.Synthesis.Seeded;

namespace JsiGan.Imaging.Synthesis.Scenes;

/// <summary>
/// Test charts: neutral ramps, smooth and in steps, from 0.01 nits to the peak; colour patches, hue sweeps, gratings and zone plates, on
/// grey.
/// </summary>
internal sealed class ChartScene : Scene
{
    private const float Cell = 0.3f;
    private const float Darkest = 0.01f;

    // Linear BT.709 reflectances of the chromatic patches of a 24-patch colour chart, and a row of greys.
    private static readonly (float Red, float Green, float Blue)[] Reflectances =
    [
        (0.172f, 0.083f, 0.057f), (0.546f, 0.302f, 0.222f), (0.120f, 0.195f, 0.337f), (0.105f, 0.149f, 0.053f),
        (0.235f, 0.215f, 0.434f), (0.133f, 0.513f, 0.402f), (0.700f, 0.203f, 0.025f), (0.066f, 0.106f, 0.392f),
        (0.541f, 0.089f, 0.125f), (0.112f, 0.045f, 0.147f), (0.337f, 0.501f, 0.049f), (0.745f, 0.359f, 0.027f),
        (0.027f, 0.048f, 0.304f), (0.061f, 0.296f, 0.065f), (0.434f, 0.031f, 0.041f), (0.807f, 0.571f, 0.010f),
        (0.497f, 0.092f, 0.301f), (0.001f, 0.233f, 0.367f), (0.897f, 0.897f, 0.897f), (0.584f, 0.584f, 0.584f),
        (0.358f, 0.358f, 0.358f), (0.190f, 0.190f, 0.190f), (0.089f, 0.089f, 0.089f), (0.033f, 0.033f, 0.033f),
    ];

    private static readonly Vector3[] Patches = [.. Reflectances.Select(paint => Illuminant.Paint(paint.Red, paint.Green, paint.Blue))];

    private readonly float _peak;
    private readonly float _white;
    private readonly Vector2 _turn;

    public ChartScene(FrameView view, uint seed, float peakNits)
        : base(view, seed)
    {
        _peak = peakNits;
        _white = 60 * MathF.Pow(6, Noise.Cell(0, 0, seed + 1));
        var (sin, cos) = MathF.SinCos((Noise.Cell(1, 0, seed + 1) - 0.5f) * 0.6f);
        _turn = new Vector2(cos, sin);
    }

    public override Vector3 Shade(int x, int y)
    {
        var (u, v) = (View.U(x), View.V(y));
        var (cu, cv) = (((_turn.X * u) - (_turn.Y * v)) / Cell, ((_turn.Y * u) + (_turn.X * v)) / Cell);
        var (column, row) = ((int)MathF.Floor(cu), (int)MathF.Floor(cv));
        var (pu, pv) = ((cu - column - 0.05f) / 0.9f, (cv - row - 0.05f) / 0.9f);
        var surround = new Vector3(0.18f * _white);
        var cover = Rectangle((pu - 0.5f) * 0.9f * Cell, (pv - 0.5f) * 0.9f * Cell, 0.45f * Cell, 0.45f * Cell);
        return cover > 0
            ? Vector3.Lerp(surround, Panel(Math.Clamp(pu, 0, 0.9999f), Math.Clamp(pv, 0, 0.9999f), column, row), cover)
            : surround;
    }

    private Vector3 Panel(float u, float v, int column, int row)
    {
        var kind = (int)(8 * Noise.Cell(column, row, Seed + 2));
        return kind switch
        {
            0 => new Vector3(LogRamp(u)),
            1 => new Vector3(LogRamp(MathF.Floor(u * 20) / 19)),
            2 => new Vector3(_white * (v < 0.5f ? u : MathF.Floor(u * 11) / 10)),
            3 => Patches[((int)(v * 4) * 6) + (int)(u * 6)] * _white,
            4 => Hue(u, v),
            5 => new Vector3(0.4f * _white) * (1 + Plate(u, v)),
            6 => Gratings(u, v),
            // A corner shaded towards black: long gradients near black show bands.
            _ => new Vector3(0.15f * _white * u * v),
        };
    }

    private float LogRamp(float share) => Darkest * MathF.Pow(_peak / Darkest, share);

    private Vector3 Hue(float u, float v)
    {
        var turn = MathF.Tau * u;
        var colour = new Vector3(1 + MathF.Cos(turn), 1 + MathF.Cos(turn - 2.0944f), 1 + MathF.Cos(turn + 2.0944f)) * 0.5f;
        return Vector3.Lerp(Illuminant.Paint(colour.X, colour.Y, colour.Z), new Vector3(0.5f), v) * _white;
    }

    // cos(k r^2), up to half the highest frequency that the pixels carry.
    private float Plate(float u, float v)
    {
        var (du, dv) = ((u - 0.5f) * 0.9f * Cell, (v - 0.5f) * 0.9f * Cell);
        return 0.9f * MathF.Cos(MathF.PI / (4 * View.Pixel * 0.45f * Cell) * ((du * du) + (dv * dv)));
    }

    private Vector3 Gratings(float u, float v)
    {
        var band = (int)(v * 6);
        var period = View.Pixel * (3 + (1.7f * band));
        return new Vector3(0.5f * _white) * (1 + (0.9f * MathF.Sin(MathF.Tau * u * 0.9f * Cell / period)));
    }
}

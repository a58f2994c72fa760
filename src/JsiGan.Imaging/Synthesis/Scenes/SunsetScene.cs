using System.Numerics;
using JsiGan.Imaging.Synthesis.Seeded;

namespace JsiGan.Imaging.Synthesis.Scenes;

/// <summary>
/// A low sun: long sky gradients without texture, streaks of cloud lit from below, and hills, bare trees and masts in silhouette.
/// </summary>
internal sealed class SunsetScene : Scene
{
    private readonly float _peak;
    private readonly float _level;
    private readonly Vector2 _sun;
    private readonly Vector3 _zenith;
    private readonly Vector3 _glow;
    private readonly float _clouds;
    private readonly float[] _hills;
    private readonly float[] _treetops;

    public SunsetScene(FrameView view, uint seed, float peakNits)
        : base(view, seed)
    {
        var draws = new Draws(seed);
        _peak = peakNits;
        _level = draws.Ratio(20, 400);
        _sun = new Vector2(view.Pan + (view.Aspect * view.Zoom * draws.Between(0.1f, 0.9f)), draws.Between(0.35f, 0.74f));
        _zenith = Illuminant.OfTemperature(20_000) * draws.Between(0.1f, 0.5f);
        _glow = Illuminant.OfTemperature(draws.Ratio(1700, 4500));
        _clouds = draws.Chance(0.3f) ? 0 : draws.Next();
        _hills = PerColumn(u => 0.76f - (0.12f * Noise.Fractal(u * 1.7f, 1, 6, seed + 1)));
        _treetops = PerColumn(u => 0.9f - (0.1f * Noise.Fractal(u * 4, 2, 3, seed + 2)) - (0.07f * Noise.Fractal(u * 60, 3, 4, seed + 3)));
    }

    public override Vector3 Shade(int x, int y)
    {
        var (u, v) = (View.U(x), View.V(y));
        var colour = Sky(u, v);
        var hill = View.Inside(v - _hills[x]);
        if (hill > 0)
        {
            var haze = Noise.Mix(0.1f, 0.3f, Noise.Fractal(u * 9, v * 16, 4, Seed + 4));
            colour = Vector3.Lerp(colour, (_glow + _zenith) * (_level * haze * 0.25f), hill);
        }

        var wood = MathF.Max(View.Inside(v - _treetops[x]), MathF.Max(Trees(u, v), Masts(u, v)));
        var bark = _glow * (_level * 0.006f * (0.3f + Noise.Fractal(u * 120, v * 90, 4, Seed + 5)));
        return Vector3.Lerp(colour, bark, wood);
    }

    private Vector3 Sky(float u, float v)
    {
        var height = Math.Clamp(1 - (v / 0.8f), 0, 1);
        var distance = Vector2.Distance(new Vector2(u, v), _sun);
        var colour = (_glow * (MathF.Exp(-height * 4) * (0.35f + MathF.Exp(-distance * 2.2f)))) + (_zenith * (1.2f - (0.6f * height)));
        colour += _glow * (3 * MathF.Exp(-distance * 16));
        colour = Vector3.Lerp(colour * _level, _glow * _peak, View.Inside(0.03f - distance));
        if (_clouds <= 0)
            return colour;

        var streak = Noise.Fractal((u * 1.4f) + View.Time, (v * 7) + (u * 0.4f), 7, Seed + 6);
        var cover = Noise.Step(0.68f - (0.3f * _clouds), 0.85f - (0.2f * _clouds), streak);
        // Thin edges near the sun burn; thick cloud is grey.
        var edge = cover * (1 - cover) * 4;
        var lit = (_glow * (_level * ((2.5f * edge * MathF.Exp(-distance * 2)) + 0.25f))) + (_zenith * (0.5f * _level));
        return Vector3.Lerp(colour, lit, 0.85f * cover);
    }

    // Trunks that fork three times, drawn as bent lines.
    private float Trees(float u, float v)
    {
        const float Spacing = 0.45f;
        var tree = (int)MathF.Floor(u / Spacing);
        var x = u - ((tree + 0.3f + (0.4f * Noise.Cell(tree, 0, Seed + 7))) * Spacing);
        var height = 0.25f + (0.25f * Noise.Cell(tree, 1, Seed + 7));
        var up = (0.92f - v) / height;
        if (up is < 0 or > 1)
            return 0;

        var cover = 0f;
        for (var branch = 0; branch < 12; branch++)
        {
            var start = 0.2f + (0.6f * Noise.Cell(tree, branch + 2, Seed + 8));
            var lean = branch == 0 ? 0 : (Noise.Cell(tree, branch + 2, Seed + 9) - 0.5f) * 1.1f;
            var beyond = branch == 0 ? up : up - start;
            if (beyond < 0)
                continue;

            var bend = 0.012f * (Noise.Value(up * 9, branch, Seed + 10 + (uint)(tree & 15)) - 0.5f);
            var width = 0.009f * (1 - up) * (branch == 0 ? 1 : 0.35f);
            cover = MathF.Max(cover, View.Inside(width - MathF.Abs(x - (lean * beyond * height) - bend)));
        }

        return cover;
    }

    private float Masts(float u, float v)
    {
        const float Spacing = 0.8f;
        var along = u - (MathF.Floor(u / Spacing) * Spacing);
        var mast = v > 0.42f ? View.Inside(0.0022f - MathF.Abs(along - 0.4f)) : 0;
        for (var wire = 0; wire < 3; wire++)
        {
            var away = MathF.Min(MathF.Abs(along - 0.4f), Spacing - MathF.Abs(along - 0.4f));
            var sag = 0.45f + (0.025f * wire) + (0.1f * away) - (0.12f * away * away);
            mast = MathF.Max(mast, View.Inside(0.0006f - MathF.Abs(v - sag)));
        }

        return mast;
    }
}

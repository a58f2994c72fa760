using System.Numerics;
using JsiGan.Imaging.Synthesis.Seeded;
using JsiGan.Imaging.Text;

namespace JsiGan.Imaging.Synthesis.Scenes;

/// <summary>
/// A studio: blinds before a sunlit window, a printed page, grey and colour ramps, a brick wall, and glossy balls on a wooden table.
/// </summary>
internal sealed class RoomScene(FrameView view, uint seed, float peakNits) : Scene(view, seed)
{
    private const float Table = 0.72f;
    private const float Bay = 1.5f;
    private const float Middle = 0.76f;
    private const float HighestBall = 0.5f;

    private static readonly string[] Lines =
    [
        "THE QUICK BROWN FOX JUMPS", "OVER THE LAZY DOG. 0123456789", "PQ BT.2020 - 10 BITS", "LIGHT 0.01 - 4000 (CD/M2)",
        "ONE TO FOUR: 1/1 1/2 1/3 1/4",
        "SHARP EDGES, FINE LINES", "A B C D E F G H I J K L M", "N O P Q R S T U V W X Y Z", "JOINT SR + ITM = 100%",
    ];

    private static readonly Vector3[] Dyes =
        [new(230, 8, 10), new(10, 150, 25), new(12, 40, 240), new(240, 180, 5), new(180, 15, 200), new(5, 190, 190)];

    public override Vector3 Shade(int x, int y)
    {
        var (u, v) = (View.U(x), View.V(y));
        var bay = (int)MathF.Floor(u / Bay);
        var bu = u - (bay * Bay);
        // Light falls off from the window of each bay into deep shade between the bays.
        var fromWindow = MathF.Min(MathF.Abs(bu - 0.45f), MathF.Abs(bu - 0.45f - Bay));
        var light = Noise.Mix(0.07f, 1.25f, Noise.Step(0.73f, 0.15f, fromWindow));
        var colour = v < Table ? Wall(u, v, bay, bu, light) : Wood(u, v) * light;
        return v < HighestBall ? colour : Balls(colour, u, v, light);
    }

    private Vector3 Wall(float u, float v, int bay, float bu, float light)
    {
        // What hangs on the wall does not overlap; the bricks are laid where something of them shows.
        var (colour, cover) = bu < Middle ? Window(bu, v) : v < 0.45f ? Page(bu, v, bay) : Ramps(bu, v);
        return cover < 1 ? Vector3.Lerp(Bricks(u, v) * light, colour, cover) : colour;
    }

    private Vector3 Bricks(float u, float v)
    {
        const float Course = 0.033f;
        var row = (int)MathF.Floor(v / Course);
        var shifted = (u / 0.086f) + (0.5f * (row & 1));
        var column = (int)MathF.Floor(shifted);
        var (du, dv) = ((shifted - column) * 0.086f, v - (row * Course));
        var brick = MathF.Min(View.Inside(du - 0.003f), View.Inside(dv - 0.003f));
        var clay = Vector3.Lerp(new Vector3(48, 17, 9), new Vector3(85, 40, 24), Noise.Cell(column, row, Seed + 1));
        clay *= 0.5f + Noise.Fractal(u * 130, v * 130, 4, Seed + 2);
        return Vector3.Lerp(new Vector3(60, 57, 52) * (0.6f + (0.5f * Noise.Fractal(u * 200, v * 200, 2, Seed + 3))), clay, brick);
    }

    private (Vector3 Light, float Cover) Window(float bu, float v)
    {
        var (wu, wv) = (bu - 0.1f, v - 0.1f);
        var frame = MathF.Min(MathF.Min(View.Inside(wu), View.Inside(0.6f - wu)), MathF.Min(View.Inside(wv), View.Inside(0.44f - wv)));
        if (frame <= 0)
            return default;

        var border = MathF.Min(MathF.Min(wu, 0.6f - wu), MathF.Min(wv, 0.44f - wv));
        var cross = MathF.Min(MathF.Abs(wu - 0.3f), 1);
        var cloud = Noise.Step(0.4f, 0.7f, Noise.Fractal(bu * 4, v * 6, 5, Seed + 4));
        var hedge = Noise.Step(0.36f, 0.4f, wv + (0.08f * Noise.Fractal(bu * 14, 1, 4, Seed + 5)));
        var outside = Vector3.Lerp(new Vector3(420, 620, 1150), new Vector3(1500, 1480, 1400), cloud);
        outside = Vector3.Lerp(outside, new Vector3(0.22f, 0.3f, 0.1f) * 900, hedge);
        // Slats every 0.022 heights; each is lit along its upper edge and lets the sky through below.
        var slat = (wv / 0.022f) - MathF.Floor(wv / 0.022f);
        var cover = View.Inside((0.5f - MathF.Abs(slat - 0.35f) - 0.2f) * 0.022f);
        var blind = new Vector3(150, 140, 120) * (0.35f + (1.1f * MathF.Max(0.5f - slat, 0)));
        var drawn = bu < 0.42f ? cover : 0;
        var cord = View.Inside(0.0008f - MathF.Abs(wu - 0.14f));
        var view = Vector3.Lerp(Vector3.Lerp(outside, blind, drawn), new Vector3(40, 38, 33), cord);
        var timber = new Vector3(185, 180, 170) * (0.7f + (0.4f * Noise.Fractal(bu * 40, v * 250, 3, Seed + 6)));
        return (Vector3.Lerp(timber, view, MathF.Min(View.Inside(border - 0.02f), View.Inside(cross - 0.01f))), frame);
    }

    private (Vector3 Light, float Cover) Page(float bu, float v, int bay)
    {
        var (pu, pv) = (bu - 0.82f, v - 0.12f);
        var sheet = MathF.Min(MathF.Min(View.Inside(pu), View.Inside(0.56f - pu)), MathF.Min(View.Inside(pv), View.Inside(0.3f - pv)));
        if (sheet <= 0)
            return default;

        // Lines of growing letters: the smallest has strokes of two pixels in 4K.
        var ink = false;
        var top = 0.02f;
        for (var line = 0; line < Lines.Length; line++)
        {
            var dot = 0.00095f * (1 + (0.42f * line));
            var text = Lines[(line + Math.Abs(bay)) % Lines.Length];
            ink |= TinyFont.Covers(text, (int)MathF.Floor((pu - 0.02f) / dot), (int)MathF.Floor((pv - top) / dot));
            top += 9.2f * dot;
        }

        var paper = new Vector3(205, 200, 188) * (0.93f + (0.1f * Noise.Fractal(bu * 50, v * 50, 3, Seed + 7)));
        return (ink ? Dyes[Math.Abs(bay) % 3] * 0.12f : paper, sheet);
    }

    private (Vector3 Light, float Cover) Ramps(float bu, float v)
    {
        var (ru, rv) = ((bu - 0.82f) / 0.56f, v - 0.46f);
        if (ru is < 0 or >= 1 || rv is < 0 or >= 0.2f)
            return default;

        // From 0.05 nits to the peak in equal steps of the eye, smooth above and in 24 steps below; then dyes, then lines from 1 pixel on.
        var band = (int)(rv / 0.05f);
        var share = band == 1 ? MathF.Floor(ru * 24) / 23 : ru;
        var nits = 0.05f * MathF.Pow(peakNits / 0.05f, share);
        var dye = Dyes[(int)(ru * Dyes.Length)];
        var pitch = View.Pixel * (2 + MathF.Floor(ru * 8));
        var line = (bu / pitch) - MathF.Floor(bu / pitch) < 0.5f;
        var light = band switch
        {
            0 or 1 => new Vector3(nits),
            2 => dye * (0.15f + (4 * ((ru * Dyes.Length) - MathF.Floor(ru * Dyes.Length)))),
            _ => line ? new Vector3(260) : new Vector3(2),
        };
        return (light, 1);
    }

    private Vector3 Wood(float u, float v)
    {
        var depth = 0.3f / (v - Table + 0.16f);
        var (tu, tv) = (((u - View.Pan - (View.Aspect / 2)) * depth) + View.Pan, depth * 2);
        var plank = (int)MathF.Floor(tv * 3);
        var bend = Noise.Fractal((tu * 1.5f) + (plank * 7), tv * 2, 3, Seed + 8);
        var grain = Noise.Fractal(tu * 6, (tv * 90) + (bend * 22), 4, Seed + 9 + (uint)plank);
        var colour = Vector3.Lerp(new Vector3(26, 11, 4), new Vector3(118, 70, 30), grain);
        return colour * (0.7f + (0.5f * Noise.Cell(plank, 0, Seed + 10))) * Noise.Step(0, 0.03f, (tv * 3) - plank);
    }

    private Vector3 Balls(Vector3 behind, float u, float v, float light)
    {
        const float Spacing = 0.27f;
        var cell = (int)MathF.Floor(u / Spacing);
        for (var near = cell - 1; near <= cell + 1; near++)
        {
            var radius = 0.05f + (0.06f * Noise.Cell(near, 1, Seed + 11));
            var hop = MathF.Abs(MathF.Sin((View.Time * 3) + (6 * Noise.Cell(near, 2, Seed + 11)))) * 0.12f;
            var centre = new Vector2((near + 0.3f + (0.4f * Noise.Cell(near, 3, Seed + 11))) * Spacing, 0.88f - radius - hop);
            var (dx, dy) = ((u - centre.X) / radius, (v - centre.Y) / radius);
            var (sx, sy) = (dx / 0.9f, (v - 0.885f) / (radius * 0.3f));
            var away = (sx * sx) + (sy * sy);
            if (away < 8)
                behind *= 1 - (0.75f * MathF.Exp(-away) * (1 - (hop * 5)));

            var inside = 1 - MathF.Sqrt((dx * dx) + (dy * dy));
            if (inside <= -0.1f)
                continue;

            var normal = new Vector3(dx, dy, MathF.Sqrt(MathF.Max(1 - (dx * dx) - (dy * dy), 0)));
            var facing = MathF.Max(Vector3.Dot(normal, Vector3.Normalize(new Vector3(-0.6f, -0.7f, 0.55f))), 0);
            var gloss = MathF.Pow(MathF.Max(Vector3.Dot(normal, Vector3.Normalize(new Vector3(-0.35f, -0.42f, 0.84f))), 0), 240);
            var stripes = Noise.Cell(near, 4, Seed + 11) > 0.5f && MathF.Sin((normal.X * 9) + (normal.Y * 14)) > 0 ? 0.25f : 1;
            var dye = Dyes[(int)(Noise.Cell(near, 5, Seed + 11) * Dyes.Length)];
            var lit = (dye * (stripes * light * (0.06f + facing))) + (new Vector3(1, 0.97f, 0.9f) * (gloss * peakNits * 0.9f));
            behind = Vector3.Lerp(behind, lit, View.Inside(inside * radius));
        }

        return behind;
    }
}

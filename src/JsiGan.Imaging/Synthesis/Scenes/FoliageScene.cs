using System.Numerics;
using JsiGan.Imaging.Synthesis.Seeded;

namespace JsiGan.Imaging.Synthesis.Scenes;

/// <summary>
/// Under a tree: three layers of leaves with veins, lit from behind, blossoms of pure colours, and the bright sky in the gaps.
/// </summary>
internal sealed class FoliageScene(FrameView view, uint seed, float peakNits) : Scene(view, seed)
{
    // Square of the half length of a leaf: what is further away cannot cover a pixel.
    private const float Reach = 0.75f;

    private readonly ScatteredCells _front = new(view, 0.02f, 4.2f, seed + 300);
    private readonly ScatteredCells _middle = new(view, view.Pan * -0.15f, 7, seed + 200);
    private readonly ScatteredCells _back = new(view, view.Pan * -0.35f, 9, seed + 100);

    private static readonly Vector3[] Petals = [new(420, 14, 130), new(430, 250, 10), new(330, 20, 420), new(450, 60, 12)];

    public override Vector3 Shade(int x, int y)
    {
        var (u, v) = (View.U(x), View.V(y));
        var sway = View.Time * 0.02f;
        // From the front to the back, until nothing shows through.
        var (colour, open) = Layer(_front, u + sway, v, 1.1f);
        if (open > 0)
        {
            var (middle, through) = Layer(_middle, u - (View.Pan * 0.15f), v - sway, 0.8f);
            (colour, open) = (colour + (middle * open), open * through);
        }

        if (open > 0)
        {
            var (far, through) = Layer(_back, u - (View.Pan * 0.35f), v + sway, 0.55f);
            colour += (far + (through * Backdrop(u - (View.Pan * 0.6f), v))) * open;
        }

        // Dappled light: patches of sun and of deep shade over all layers.
        var sunlit = Noise.Step(0.38f, 0.62f, Noise.Fractal((u * 1.7f) - View.Time, v * 2.2f, 3, Seed + 2));
        return colour * Noise.Mix(0.06f, 1.2f, sunlit);
    }

    private Vector3 Backdrop(float u, float v)
    {
        var colour = Vector3.Lerp(new Vector3(60, 95, 40), new Vector3(330, 420, 380),
            Noise.Step(0.35f, 0.75f, Noise.Fractal(u * 3, v * 3, 4, Seed)));
        var (cx, cy) = ((int)MathF.Floor(u * 7), (int)MathF.Floor(v * 7));
        var bright = Noise.Cell(cx, cy, Seed + 1);
        if (bright > 0.6f)
        {
            // Discs of confusion: the sun through far gaps.
            var (dx, dy) = ((u * 7) - cx - 0.5f, (v * 7) - cy - 0.5f);
            var disc = Noise.Step(0.42f, 0.36f, MathF.Sqrt((dx * dx) + (dy * dy)));
            colour += new Vector3(1, 0.95f, 0.7f) * (disc * (bright - 0.55f) * peakNits * 0.8f);
        }

        return colour;
    }

    // Light of a layer of leaves, and the share of the light behind it that passes.
    private (Vector3 Light, float Open) Layer(ScatteredCells plants, float u, float v, float brightness)
    {
        var (su, sv) = (u * plants.Density, v * plants.Density);
        var (light, open) = (Vector3.Zero, 1f);
        foreach (ref readonly var plant in plants.Around(su, sv))
        {
            if (plant.Rank < 0.3f)
                break;

            var (dx, dy) = (su - plant.X, sv - plant.Y);
            if ((dx * dx) + (dy * dy) > Reach)
                continue;

            var (lit, cover) = plant.Rank > 0.95f
                ? Blossom(dx, dy, plants.Density, brightness, plant)
                : Leaf(dx, dy, plants.Density, brightness, plant);
            (light, open) = (light + (lit * (open * cover)), open * (1 - cover));
            if (open <= 0)
                break;
        }

        return (light, open);
    }

    private (Vector3 Light, float Cover) Leaf(float dx, float dy, float density, float brightness, in ScatteredCell plant)
    {
        var (kind, turn) = (plant.Kind, plant.Turn);
        var (along, across) = ((turn.X * dx) + (turn.Y * dy), (turn.X * dy) - (turn.Y * dx));
        // Two arcs that meet in a tip at either end.
        var half = 0.27f * (1 - (along * along / 0.72f)) * (1 - (0.25f * along));
        var edge = half - MathF.Abs(across);
        if (MathF.Abs(along) > 0.86f || edge <= -View.Pixel * density)
            return default;

        var vein = Noise.Step(0.012f, 0.004f, MathF.Abs(across));
        var side = MathF.Abs((along * 9) - (MathF.Abs(across) * 7) - MathF.Round((along * 9) - (MathF.Abs(across) * 7)));
        vein = MathF.Max(vein, 0.6f * Noise.Step(0.12f, 0.05f, side));
        var body = Vector3.Lerp(new Vector3(14, 48, 5), new Vector3(120, 205, 14), kind);
        body = Vector3.Lerp(body, body * 1.8f + new Vector3(18, 20, 4), vein);
        // One half of a leaf faces the light; a narrow streak along it mirrors the sky.
        var facing = 0.55f + (0.4f * Math.Clamp(across / 0.2f, -1, 1)) + (0.25f * along);
        var gloss = kind < 0.35f ? MathF.Exp(-676 * (across - 0.09f) * (across - 0.09f)) * MathF.Max(1 - (along * along * 3), 0) : 0;
        var lit = (body * facing * brightness) + (new Vector3(0.8f, 0.95f, 1) * (gloss * 900 * brightness));
        return (lit, View.Inside(edge / density));
    }

    private (Vector3 Light, float Cover) Blossom(float dx, float dy, float density, float brightness, in ScatteredCell plant)
    {
        var distance = MathF.Sqrt((dx * dx) + (dy * dy));
        if (distance > 0.6f)
            return default;

        var turn = MathF.Atan2(dy, dx) + plant.Angle;
        var edge = 0.3f + (0.2f * MathF.Abs(MathF.Cos(turn * 2.5f))) - distance;
        if (edge <= -View.Pixel * density)
            return default;

        var petal = Petals[(int)(plant.Rank * 3571) % Petals.Length] * (0.35f + (1.2f * distance)) * (0.8f + (0.2f * MathF.Cos(turn * 40)));
        var heart = Noise.Step(0.09f, 0.07f, distance);
        var lit = Vector3.Lerp(petal, new Vector3(900, 640, 40), heart) * brightness;
        return (lit, View.Inside(edge / density));
    }
}

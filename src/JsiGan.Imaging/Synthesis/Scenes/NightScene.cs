using System.Numerics;
using JsiGan.Imaging.Synthesis.Seeded;
using JsiGan.Imaging.Text;

namespace JsiGan.Imaging.Synthesis.Scenes;

/// <summary>
/// Night: a moon and stars, two rows of houses with lit windows, neon letters of pure colours, a wet street with passing cars.
/// </summary>
internal sealed class NightScene(FrameView view, uint seed, float peakNits) : Scene(view, seed)
{
    private const float Street = 0.84f;
    private const float HouseWidth = 0.34f;

    private static readonly string[] Signs = ["HOTEL", "CINEMA", "BAR 24", "NOODLES", "JAZZ", "PHOTO", "TAXI"];
    private static readonly Vector3[] Neon =
        [new(1, 0.02f, 0.25f), new(0.02f, 1, 0.3f), new(0.05f, 0.35f, 1), new(1, 0.4f, 0.01f), new(0.7f, 0.03f, 1)];

    private static float Roof(int house, float tallest, uint seed) =>
        Street - 0.12f - ((tallest - 0.02f) * (0.25f + Noise.Cell(house, 0, seed)));

    public override Vector3 Shade(int x, int y)
    {
        var (u, v) = (View.U(x), View.V(y));
        if (v < Street)
            return City(u, v);

        // The wet street mirrors the city, stretched and torn by ripples, darker the further down.
        var depth = (v - Street) / (1 - Street);
        var ripple = (Noise.Fractal(u * 30, v * 160, 3, Seed + 80) - 0.5f) * 0.03f;
        var mirrored = City(u + ripple, Street - ((v - Street) * 2.2f) - 0.004f - MathF.Abs(ripple));
        var asphalt = new Vector3(1.6f, 1.7f, 2.1f) * (0.4f + (1.2f * Noise.Fractal(u * 70, v * 210, 4, Seed + 81)));
        return Cars(asphalt + (mirrored * (0.32f - (0.2f * depth))), u, v);
    }

    private Vector3 City(float u, float v)
    {
        // The far row moves at two thirds of the camera's pace. Only what shows is shaded.
        const float Near = 0.42f;
        const float Far = 0.30f;
        var far = u - (View.Pan / 3);
        var colour = Vector3.Zero;
        if (Cover(u, v, Near, Seed + 300) < 1)
        {
            colour = Cover(far, v, Far, Seed + 200) < 1 ? Sky(u, v) : colour;
            colour = House(colour, far, v, Far, 0.5f, Seed + 200);
        }

        return House(colour, u, v, Near, 1, Seed + 300);
    }

    // How much of a pixel the house at u hides.
    private float Cover(float u, float v, float tallest, uint seed)
    {
        var house = (int)MathF.Floor(u / HouseWidth);
        return MathF.Min(View.Inside(v - Roof(house, tallest, seed)), View.Inside(u - (house * HouseWidth) - 0.008f));
    }

    private Vector3 Sky(float u, float v)
    {
        var colour = Vector3.Lerp(new Vector3(0.5f, 0.7f, 2.4f), new Vector3(16, 7, 9), v * v);
        colour *= 0.6f + (0.8f * Noise.Fractal(u * 2, v * 5, 5, Seed + 1));
        var (sx, sy) = (u - (0.85f * View.Pan), v);
        var (cx, cy) = ((int)MathF.Floor(sx * 45), (int)MathF.Floor(sy * 45));
        var star = Noise.Cell(cx, cy, Seed + 2);
        if (star > 0.8f)
        {
            var (dx, dy) = ((sx * 45) - cx - 0.5f, (sy * 45) - cy - 0.5f);
            colour += new Vector3(45, 48, 60) * (MathF.Exp(-((dx * dx) + (dy * dy)) * 500) * (star - 0.8f) * 5);
        }

        var distance = Vector2.Distance(new Vector2(sx, sy), new Vector2(View.Aspect * 0.62f, 0.15f));
        colour += new Vector3(16, 15, 18) * MathF.Exp(-distance * 12);
        var disc = View.Inside(0.055f - distance);
        return disc > 0
            ? Vector3.Lerp(colour, new Vector3(620, 600, 540) * (0.55f + (0.6f * Noise.Fractal(sx * 30, sy * 30, 4, Seed + 3))), disc)
            : colour;
    }

    private Vector3 House(Vector3 behind, float u, float v, float tallest, float brightness, uint seed)
    {
        var house = (int)MathF.Floor(u / HouseWidth);
        var left = house * HouseWidth;
        var roof = Roof(house, tallest, seed);
        var cover = Cover(u, v, tallest, seed);
        if (cover <= 0)
            return behind;

        // Painted fronts, lit by street lamps from below.
        var paint = new Vector3(
            0.5f + (3.5f * Noise.Cell(house, 1, seed)),
            0.4f + (2.6f * Noise.Cell(house, 2, seed)),
            0.3f + (3 * Noise.Cell(house, 3, seed)));
        paint *= 0.5f + (4 * MathF.Exp((v - Street) * 7) * (1.05f + MathF.Sin(u * 21)));
        var wall = paint * (brightness * (0.6f + (3.5f * Noise.Fractal(u * 90, v * 140, 4, seed + 4))));
        var colour = Windows(wall, u - left, v - roof, house, brightness, seed);
        return Vector3.Lerp(behind, Sign(colour, u - left, v - roof, house, brightness, seed), cover);
    }

    private Vector3 Windows(Vector3 wall, float u, float v, int house, float brightness, uint seed)
    {
        const float Pitch = 0.034f;
        const float Rise = 0.052f;
        var (column, floor) = ((int)MathF.Floor((u - 0.02f) / Pitch), (int)MathF.Floor((v - 0.03f) / Rise));
        if (column is < 0 or > 8 || floor < 0)
            return wall;

        var (wu, wv) = (u - 0.02f - (column * Pitch), v - 0.03f - (floor * Rise));
        var pane = MathF.Min(
            MathF.Min(View.Inside(wu - 0.006f), View.Inside(0.028f - wu)), MathF.Min(View.Inside(wv - 0.008f), View.Inside(0.042f - wv)));
        var bars = MathF.Max(View.Inside(0.0011f - MathF.Abs(wu - 0.017f)), View.Inside(0.0011f - MathF.Abs(wv - 0.02f)));
        var choice = Noise.Cell((house * 16) + column, floor, seed + 5);
        Vector3 glass;
        if (choice < 0.5f)
        {
            glass = new Vector3(0.5f, 0.7f, 1.3f) * (0.5f + wv * 30);
        }
        else
        {
            var lamp = choice switch
            {
                < 0.82f => Noise.Light(1, 0.55f, 0.17f, 420),
                < 0.93f => Noise.Light(0.75f, 0.9f, 1, 520),
                _ => Noise.Light(0.15f, 0.3f, 1, 300),
            };
            var curtain = 0.45f + (0.55f * MathF.Abs(MathF.Sin((wu * 700) + (choice * 40))));
            var drawn = wv < 0.012f + (0.03f * Noise.Cell(column, floor, seed + 6)) ? curtain : 1;
            glass = lamp * (drawn * MathF.Exp(-wv * 32) * (0.35f + (1.3f * Noise.Cell(column, floor, seed + 7))));
        }

        return Vector3.Lerp(wall, Vector3.Lerp(glass, new Vector3(0.6f), bars) * brightness, pane);
    }

    private Vector3 Sign(Vector3 wall, float u, float v, int house, float brightness, uint seed)
    {
        var choice = Noise.Cell(house, 8, seed);
        if (choice < 0.25f)
            return wall;

        const float Dot = 0.0068f;
        var text = Signs[(int)(choice * 97) % Signs.Length];
        var (lx, ly) = (u - 0.045f, v - 0.095f);
        var (px, py) = ((int)MathF.Floor(lx / Dot), (int)MathF.Floor(ly / Dot));
        var (width, height) = (TinyFont.WidthOf(text) * Dot, TinyFont.GlyphHeight * Dot);
        var colour = Neon[(int)(choice * 131) % Neon.Length];
        if (TinyFont.Covers(text, px, py))
            return colour * (brightness * 1100) + new Vector3(30);

        var (ox, oy) = (MathF.Max(MathF.Max(-lx, lx - width), 0), MathF.Max(MathF.Max(-ly, ly - height), 0));
        var glow = MathF.Exp(-(ox + oy) * 45);
        var board = ox + oy < 0.012f ? 0.15f : 1;
        return (wall * board) + (colour * (14 * glow * brightness));
    }

    private Vector3 Cars(Vector3 street, float u, float v)
    {
        for (var lane = 0; lane < 2; lane++)
        {
            var forward = lane == 0;
            var spacing = 0.62f;
            var shifted = u + (View.Time * (forward ? 0.9f : -0.7f)) + (lane * 0.21f);
            var along = shifted - (MathF.Floor(shifted / spacing) * spacing);
            var height = 0.885f + (0.055f * lane);
            var pair = MathF.Min(Vector2.Distance(new(along, v), new(0.2f, height)), Vector2.Distance(new(along, v), new(0.255f, height)));
            var body = MathF.Min(View.Inside(0.07f - MathF.Abs(along - 0.2275f)), View.Inside(0.017f - MathF.Abs(v - height + 0.003f)));
            street = Vector3.Lerp(street, new Vector3(0.5f, 0.5f, 0.7f), 0.85f * body);
            var lamp = forward ? new Vector3(1, 0.93f, 0.8f) : new Vector3(1, 0.015f, 0.01f);
            street = Vector3.Lerp(street, lamp * (forward ? peakNits * 0.75f : 750), View.Inside(0.008f - pair));
            street += lamp * ((forward ? 160 : 60) * MathF.Exp(-pair * 90));
        }

        return street;
    }
}

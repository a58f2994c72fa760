using JsiGan.Imaging.Frames;
using JsiGan.Imaging.Preview;
using JsiGan.Imaging.Text;

namespace JsiGan.Imaging.Tests.Preview;

public sealed class PreviewImageTests
{
    [Fact]
    public void HDR_white_is_light_on_an_SDR_screen_and_brighter_light_is_brighter()
    {
        var image = new PreviewImage(["truth"], 2, 2);
        byte Grey(int code) => image.Hdr(Flat(code / 1023f, 512 / 1023f))[0];
        Assert.Equal(0, Grey(64));
        Assert.InRange(Grey(573), 150, 200);
        Assert.InRange(Grey(723), Grey(573) + 20, 250);
        Assert.InRange(Grey(855), 254, 255);
        Assert.Equal(255, Grey(940));
    }

    [Fact]
    public void SDR_codes_are_shown_as_they_are()
    {
        Assert.All(PreviewImage.Sdr(Flat(235 / 255f, 128 / 255f)), value => Assert.Equal(255, value));
        Assert.All(PreviewImage.Sdr(Flat(16 / 255f, 128 / 255f)), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Panels_are_placed_under_their_labels()
    {
        var image = new PreviewImage(["INPUT", "TRUTH"], 60, 10);
        image.AddRow(Panel(60, 10, 10), Panel(60, 10, 200));
        var picture = image.Compose();
        byte At(int x, int y) => picture[((y * image.Width) + x) * 3];
        Assert.Equal((138, 49), (image.Width, image.Height));
        Assert.Equal(10, At(6, 33));
        Assert.Equal(10, At(65, 42));
        Assert.Equal(24, At(67, 37));
        Assert.Equal(200, At(72, 33));
        Assert.Equal(24, At(132, 37));
        // The T of TRUTH: its bar, and its foot in the middle.
        Assert.Equal(230, At(72, 6));
        Assert.Equal(24, At(72, 13));
    }

    [Fact]
    public void Panels_of_another_number_or_size_are_refused()
    {
        var image = new PreviewImage(["a", "b"], 4, 4);
        Assert.Contains("2 panels of 4x4", Assert.Throws<ArgumentException>(() => image.AddRow(Panel(4, 4, 0))).Message);
        Assert.Throws<ArgumentException>(() => image.AddRow(Panel(4, 4, 0), Panel(4, 5, 0)));
    }

    [Fact]
    public void A_difference_is_black_where_signals_are_equal_and_eight_times_the_largest_difference_elsewhere()
    {
        Assert.All(PreviewImage.Difference(Flat(0.5f, 0.5f), Flat(0.5f, 0.5f)), value => Assert.Equal(0, value));
        Assert.All(PreviewImage.Difference(Flat(0.5f, 0.55f), Flat(0.52f, 0.5f)), value => Assert.Equal(102, value));
        Assert.All(PreviewImage.Difference(Flat(0.9f, 0.5f), Flat(0.1f, 0.5f)), value => Assert.Equal(255, value));
    }

    [Fact]
    public void Luminance_is_coloured_by_its_decade()
    {
        Assert.Equal(FalseColour.Of(FalseColour.NitsAt(0)), FalseColour.Of(0));
        Assert.Equal((1.0, 1.0, 1.0), FalseColour.Of(10_000));
        Assert.Equal(FalseColour.Of(100), FalseColour.Of(FalseColour.NitsAt(4.0 / 6)), Close);
        // PQ code 520 is 100 nits: green-yellow, the fifth colour.
        var panel = PreviewImage.Nits(Flat(520 / 1023f, 512 / 1023f));
        Assert.InRange(panel[0], 150, 165);
        Assert.InRange(panel[1], 203, 215);
        Assert.InRange(panel[2], 40, 52);

        static bool Close((double R, double G, double B) a, (double R, double G, double B) b) =>
            Math.Abs(a.R - b.R) + Math.Abs(a.G - b.G) + Math.Abs(a.B - b.B) < 1e-9;
    }

    [Fact]
    public void The_scale_of_luminance_stands_below_the_rows()
    {
        var image = new PreviewImage(["NITS"], 600, 10) { HasScale = true };
        image.AddRow(Panel(600, 10, 90));
        var picture = image.Compose();
        Assert.Equal(102, image.Height);
        byte Red(int x) => picture[((55 * image.Width) + x) * 3];
        Assert.InRange(Red(6), 7, 9);
        Assert.InRange(Red(605), 254, 255);
    }

    [Fact]
    public void The_picture_is_saved_as_PNG()
    {
        using var folder = new TestFolder();
        var image = new PreviewImage(["INPUT"], 32, 16);
        image.AddRow(Panel(32, 16, 90));
        image.Save(folder.File("preview.png"));
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(folder.File("preview.png"))[..4]);
    }

    [Fact]
    public void Letters_cover_the_pixels_of_their_bitmap()
    {
        string Row(int y) => new([.. Enumerable.Range(0, 11).Select(x => TinyFont.Covers("L1", x, y) ? '#' : '.')]);
        string[] drawn = [.. Enumerable.Range(0, 7).Select(Row)];
        Assert.Equal(["#.......#..", "#......##..", "#.......#..", "#.......#..", "#.......#..", "#.......#..", "#####..###."], drawn);
        Assert.Equal(11, TinyFont.WidthOf("L1"));
    }

    private static Frame<float> Flat(float luma, float chroma)
    {
        var frame = new Frame<float>(2, 2);
        frame.Plane(0).Fill(luma);
        frame.Plane(1).Fill(chroma);
        frame.Plane(2).Fill(chroma);
        return frame;
    }

    private static byte[] Panel(int width, int height, byte value) => [.. Enumerable.Repeat(value, width * height * 3)];
}

using JsiGan.Imaging.Color;

namespace JsiGan.Imaging.Tests.Color;

public sealed class OperatorTests
{
    public static TheoryData<string> Names() => [.. Operators.Keys];

    private static Dictionary<string, Func<double, double, double>> Operators { get; } = new()
    {
        ["hable"] = Hable.Map, ["reinhard"] = Reinhard.Map, ["bt2390"] = Bt2390.Map, ["aces"] = AcesFilmic.Map, ["mobius"] = Mobius.Map,
        ["drago"] = Drago.Map, ["naka-rushton"] = NakaRushton.Curve(1.1, 0.5),
    };

    [Theory, MemberData(nameof(Names))]
    public void An_operator_rises_from_black_to_white_at_the_peak(string name)
    {
        foreach (var peak in (double[])[2, 10, 40])
        {
            var steps = Enumerable.Range(0, 1001).Select(i => Operators[name](peak * i / 1000, peak)).ToArray();
            Assert.Equal(0, steps[0], 1e-9);
            Assert.Equal(1, steps[^1], 1e-9);
            Assert.All(steps.Zip(steps.Skip(1)), pair => Assert.True(pair.Second > pair.First));
        }
    }

    [Fact]
    public void BT2390_leaves_light_below_the_knee_and_shows_the_peak_at_the_displays()
    {
        // From 1000 to 100 nits the knee is at 1.5 * 0.508078 / 0.751827 - 0.5 of the source's signal, 0.386204: 27.9 nits.
        Assert.Equal(5, Bt2390.Eetf(5, 1000, 100), 1e-6);
        Assert.Equal(27.7, Bt2390.Eetf(27.7, 1000, 100), 1e-6);
        Assert.InRange(Bt2390.Eetf(60, 1000, 100), 30, 58);
        Assert.Equal(100, Bt2390.Eetf(1000, 1000, 100), 1e-6);
        Assert.Equal(100, Bt2390.Eetf(4000, 1000, 100), 1e-6);
        Assert.Equal(500, Bt2390.Eetf(500, 1000, 1000), 1e-6);
    }

    [Fact]
    public void The_ACES_fit_has_its_published_values()
    {
        Assert.Equal(2.54 / 3.16, AcesFilmic.Curve(1), 1e-9);
        Assert.Equal(0.18 * 0.4818 / ((0.18 * 1.0274) + 0.14), AcesFilmic.Curve(0.18), 1e-9);
    }

    [Fact]
    public void Mobius_leaves_light_up_to_its_junction_and_goes_on_with_the_same_slope()
    {
        Assert.Equal(0.3, Mobius.Map(0.3, 10), 1e-9);
        Assert.Equal(1, (Mobius.Map(0.3001, 10) - Mobius.Map(0.3, 10)) / 1e-4, 1e-3);
        Assert.Equal(0.8, Mobius.Map(0.8, 1), 1e-9);
    }

    [Fact]
    public void Clipping_leaves_light_up_to_white() => Assert.Equal([0, 0.4, 1, 1], new[] { -1, 0.4, 1, 7 }.Select(x => Clip.Map(x, 10)));

    [Fact]
    public void An_operator_on_each_component_fades_bright_colours_towards_white()
    {
        float[] Mapped(bool each)
        {
            float[][] light = [[800], [100], [60]];
            (new SdrToneMap(1000) { IsPerComponent = each }).Apply(light[0], light[1], light[2]);
            return [.. light.Select(component => component[0])];
        }

        Assert.True(Mapped(true).Min() / Mapped(true).Max() > (Mapped(false).Min() / Mapped(false).Max()) + 0.1);
    }
}

using System.Numerics;
using JsiGan.Imaging.Synthesis.Scenes;

namespace JsiGan.Imaging.Tests.Synthesis;

public sealed class SceneTests
{
    private const float Peak = 4000;

    private static readonly FrameView View = new(192, 108, 2.5f, 0.3f, 0.8f, 0.1f);

    public static TheoryData<int> Kinds() => [.. Enumerable.Range(0, SceneKind.All.Count)];

    [Theory, MemberData(nameof(Kinds))]
    public void A_scene_is_lit_has_texture_and_is_the_same_for_the_same_seed(int kind)
    {
        for (var seed = 1u; seed <= 6; seed++)
        {
            var light = Luma(kind, seed);
            Assert.Equal(light, Luma(kind, seed));
            Assert.All(light, nits => Assert.True(float.IsFinite(nits)));
            Assert.InRange(light.Average(), 0.02f, Peak / 2);
            Assert.True(light.Max() > 4 * light.Min(), $"Kind {kind}, seed {seed}: {light.Min()} to {light.Max()} nits.");
            Assert.True(light.Distinct().Count() > light.Length / 40, $"Kind {kind}, seed {seed} has {light.Distinct().Count()} levels.");
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Another_seed_gives_another_picture(int kind)
    {
        var (one, other) = (Luma(kind, 1), Luma(kind, 2));
        Assert.True(one.Zip(other).Count(pair => Math.Abs(pair.First - pair.Second) > 0.02 * pair.First) > one.Length / 4);
    }

    [Fact]
    public void Charts_hold_neutral_ramps_from_hundredths_of_a_nit_to_the_peak()
    {
        var scene = new ChartScene(View with { Zoom = 1, Top = 0 }, seed: 4, Peak);
        var greys = Pixels().Select(at => scene.Shade(at.X, at.Y))
            .Where(light => light.X == light.Y && light.Y == light.Z).Select(light => light.X).ToArray();
        Assert.True(greys.Length > 192 * 108 / 3);
        Assert.True(greys.Min() < 0.1 && greys.Max() > 1000, $"{greys.Min()} to {greys.Max()} nits");
    }

    [Theory]
    [InlineData(2856, 0.4476, 0.4074)]
    [InlineData(6504, 0.3135, 0.3237)]
    public void A_black_body_has_the_chromaticity_of_the_Planckian_locus(double kelvin, double x, double y)
    {
        var light = Illuminant.OfTemperature(kelvin);
        var (bigX, bigY, bigZ) = JsiGan.Imaging.Color.Primaries.Bt2020.ToXyz().Apply(light.X, light.Y, light.Z);
        Assert.Equal(1, bigY, 1e-4);
        Assert.Equal(x, bigX / (bigX + bigY + bigZ), 2e-3);
        Assert.Equal(y, bigY / (bigX + bigY + bigZ), 2e-3);
    }

    private static float[] Luma(int kind, uint seed)
    {
        var scene = SceneKind.All[kind].Create(View, seed, Peak);
        return [.. Pixels().Select(at => Vector3.Dot(Vector3.Clamp(scene.Shade(at.X, at.Y), Vector3.Zero, new Vector3(Peak)), Weights))];
    }

    private static Vector3 Weights { get; } = new(0.2627f, 0.6780f, 0.0593f);

    private static IEnumerable<(int X, int Y)> Pixels() =>
        Enumerable.Range(0, View.Width * View.Height).Select(i => (i % View.Width, i / View.Width));
}

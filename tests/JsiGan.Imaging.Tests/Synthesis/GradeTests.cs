using System.Numerics;
using JsiGan.Imaging.Color;
using JsiGan.Imaging.Synthesis.Grades;
using JsiGan.Imaging.Synthesis.Seeded;

namespace JsiGan.Imaging.Tests.Synthesis;

public sealed class GradeTests
{
    private static readonly float[] Nits = [.. Enumerable.Range(0, 400).Select(i => (float)(0.001 * Math.Pow(10, i / 60.0)))];

    [Fact]
    public void Greys_stay_neutral_and_in_order_in_every_grade_without_white_balance()
    {
        for (var key = 0ul; key < 200; key++)
        {
            var draws = new Draws(key);
            var look = HdrLook.Draw(draws, 20, 4000);
            var grade = GradeDraw.Draw(draws, 10, look.PeakNits) with { WhiteBalance = Vector3.One };
            float[][] rgb = [[.. Nits], [.. Nits], [.. Nits]];
            look.Apply(rgb[0], rgb[1], rgb[2]);
            AssertNeutral(rgb, 1e-4f * look.PeakNits, $"HDR grade {key}");
            Assert.True(rgb[0].Max() <= look.PeakNits);
            grade.Apply(rgb[0], rgb[1], rgb[2]);
            AssertNeutral(rgb, 1e-3f, $"SDR grade {key}");
            Assert.All(rgb[1].Zip(rgb[1].Skip(1)), pair => Assert.True(pair.Second >= pair.First - 1e-4, $"SDR grade {key} falls."));
            Assert.InRange(rgb[1][0], 0, 0.03f);
            Assert.InRange(rgb[1].Max(), 0.5f, 1);
        }
    }

    [Fact]
    public void Shots_of_one_grade_are_exposed_towards_the_same_level_and_further_in_SDR()
    {
        foreach (var white in (double[])[25, 30, 200, 250])
        {
            var exposed = white * OneGrade.Exposure(white);
            Assert.InRange(Math.Abs(Math.Log(exposed / 100)), 0, 0.5 * Math.Abs(Math.Log(white / 100)));
            Assert.Equal(exposed, OneGrade.SdrOf(white).ReferenceNits, 1e-3);
        }

        Assert.True(SdrLight(250) < SdrLight(100) && SdrLight(100) < SdrLight(25), "SDR versions of bright shots are printed down.");

        // SDR light of 20 nits of the HDR version.
        static float SdrLight(double white) => OneGrade.SdrOf(white).Apply(20, 20, 20).Green;
    }

    [Fact]
    public void A_look_exposes_light_and_rolls_off_to_its_peak()
    {
        float[][] rgb = [[1, 10_000], [1, 10_000], [1, 10_000]];
        new HdrLook(Exposure: 0.5f, Saturation: 1, PeakNits: 1000).Apply(rgb[0], rgb[1], rgb[2]);
        Assert.Equal(0.5f, rgb[1][0], 1e-3f);
        Assert.InRange(rgb[1][1], 800, 1000);
    }

    [Fact]
    public void Contrast_leaves_black_one_half_and_white_and_saturation_pulls_towards_luminance()
    {
        var map = new SdrToneMap(100, 100, Clip.Map);
        float[][] plain = [[0, 30, 100], [0, 30, 100], [0, 30, 100]];
        float[][] steep = [[0, 30, 100], [0, 30, 100], [0, 30, 100]];
        map.Apply(plain[0], plain[1], plain[2]);
        (new SdrGrade(map) { Contrast = 0.5f }).Apply(steep[0], steep[1], steep[2]);
        var signal = plain[1][1];
        Assert.Equal(signal + (0.5f * signal * (1 - signal) * ((2 * signal) - 1)), steep[1][1], 1e-5f);
        Assert.Equal([plain[1][0], plain[1][2]], [steep[1][0], steep[1][2]]);

        float[][] colour = [[80], [20], [10]];
        (new SdrGrade(map) { Saturation = 0 }).Apply(colour[0], colour[1], colour[2]);
        Assert.Equal((float)Bt709.Oetf(Bt2020.Luminance(0.8, 0.2, 0.1)), colour[1][0], 1e-3f);
        AssertNeutral(colour, 1e-3f, "Without saturation");
    }

    private static void AssertNeutral(float[][] rgb, float tolerance, string what)
    {
        for (var i = 0; i < rgb[0].Length; i++)
        {
            var (r, g, b) = (rgb[0][i], rgb[1][i], rgb[2][i]);
            Assert.True(MathF.Max(MathF.Abs(r - g), MathF.Abs(b - g)) <= tolerance, $"{what}: {r}, {g}, {b} of {Nits[i]} nits.");
        }
    }
}

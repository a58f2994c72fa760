using JsiGan.Imaging.Synthesis.Degradation;
using JsiGan.Imaging.Synthesis.Grades;
using JsiGan.Runtime.Files;
using JsiGan.Training.Recipes;

namespace JsiGan.Runtime.Tests.Runs;

public sealed class ClipPairTests
{
    [Fact]
    public void Rendered_clips_are_named_after_their_parameters_so_that_two_recipes_never_share_the_wrong_one()
    {
        var clip = new SynthesizeOptions { Width = 256, Height = 128, Frames = 6, Seed = 2 };
        var clips = new[]
        {
            clip, clip with { Width = 128 }, clip with { Height = 64 }, clip with { Frames = 7 }, clip with { Seed = 3 },
            clip with { FramesPerShot = 1 }, clip with { Grades = GradeVariety.Many }, clip with { Degradation = SdrDegradation.Film },
        };
        var pairs = clips
            .Select(options => ClipPair.Of(new Recipe { Data = new DataOptions { Synthesize = options } }, "data"))
            .ToList();
        Assert.Equal(Path.Combine("data", "synthetic-256x128-6-frames-seed-2-hdr.mp4"), pairs[0].Hdr);
        Assert.Equal(pairs.Count, pairs.Select(pair => pair.Hdr).Distinct().Count());
        Assert.Equal(pairs.Count, pairs.Select(pair => pair.Store).Distinct().Count());
    }

    [Fact]
    public void Named_clips_are_used_and_their_stores_are_next_to_them_one_for_each_scale()
    {
        var recipe = new Recipe
        {
            Data = new DataOptions { Hdr = "/films/a.hdr.mov", Sdr = "/films/a.sdr.mov" },
            Model = new ModelOptions { Scale = 4 },
        };
        Assert.Equal(new ClipPair("/films/a.hdr.mov", "/films/a.sdr.mov", "/films/a.hdr-x4.frames"), ClipPair.Of(recipe, "data"));
    }
}

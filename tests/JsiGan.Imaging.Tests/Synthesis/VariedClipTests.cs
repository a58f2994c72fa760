using JsiGan.Imaging.Frames;
using JsiGan.Imaging.Synthesis;
using JsiGan.Imaging.Synthesis.Degradation;
using JsiGan.Imaging.Synthesis.Grades;
using JsiGan.Imaging.Synthesis.Scenes;

namespace JsiGan.Imaging.Tests.Synthesis;

public sealed class VariedClipTests : IDisposable
{
    private static readonly SyntheticClipOptions Varied = new()
    {
        Width = 160, Height = 96, Frames = SceneKind.All.Count + 2, Seed = 11, FramesPerShot = 1, Grades = GradeVariety.Many,
        Degradation = SdrDegradation.Film,
    };

    private readonly TestFolder _folder = new();

    [Fact]
    public void The_same_seed_gives_the_same_frames_and_another_seed_others()
    {
        foreach (var frame in (int[])[0, 5, 9])
        {
            var (hdr, sdr) = Render(Varied, frame);
            var (hdrAgain, sdrAgain) = Render(Varied, frame);
            Assert.Equal(hdr.Samples, hdrAgain.Samples);
            Assert.Equal(sdr.Samples, sdrAgain.Samples);
            Assert.NotEqual(hdr.Samples, Render(Varied with { Seed = 12 }, frame).Hdr.Samples);
        }
    }

    [Fact]
    public void Shots_of_one_frame_show_every_kind_of_scene_once_a_round()
    {
        var plan = new ShotPlan(Varied);
        var kinds = Enumerable.Range(0, SceneKind.All.Count).Select(frame => plan.At(frame).Kind);
        Assert.Equal(SceneKind.All.Count, kinds.Distinct().Count());
        Assert.NotEqual(plan.At(0).Key, plan.At(SceneKind.All.Count).Key);
    }

    [Fact]
    public void The_frames_of_a_shot_share_scene_and_grade_but_not_the_view()
    {
        var options = Varied with { FramesPerShot = 3, Degradation = SdrDegradation.None };
        var plan = new ShotPlan(options);
        Assert.Equal(plan.At(3), plan.At(5));
        Assert.NotEqual(plan.At(3), plan.At(6));
        Assert.NotEqual(Render(options, 3).Hdr.Samples, Render(options, 4).Hdr.Samples);
    }

    [Fact]
    public void One_grade_and_no_degradation_are_the_default_and_leave_the_scenes_light()
    {
        var plain = Varied with { Grades = GradeVariety.One, Degradation = SdrDegradation.None };
        Assert.NotEqual(new SyntheticClip(plain).RenderLinear(1).Samples, new SyntheticClip(Varied).RenderLinear(1).Samples);
        var standard = new SyntheticClipOptions();
        Assert.Equal((0, GradeVariety.One, SdrDegradation.None), (standard.FramesPerShot, standard.Grades, standard.Degradation));
    }

    [Fact]
    public void A_varied_clip_is_written_as_a_pair()
    {
        new SyntheticClip(Varied).Write(_folder.File("hdr.mp4"), _folder.File("sdr.mp4"));
        var (hdr, sdr) = (ClipProbe.Read(_folder.File("hdr.mp4")), ClipProbe.Read(_folder.File("sdr.mp4")));
        ClipChecks.RequirePair(hdr, sdr, 2);
        Assert.Equal((Varied.Frames, Varied.Frames), (hdr.FrameCount, sdr.FrameCount));
    }

    public void Dispose() => _folder.Dispose();

    private static (Frame<ushort> Hdr, Frame<byte> Sdr) Render(SyntheticClipOptions options, int frame)
    {
        var (hdr, sdr) = (new Frame<ushort>(options.Width, options.Height), new Frame<byte>(options.Width, options.Height));
        new SyntheticClip(options).Render(frame, hdr, sdr);
        return (hdr, sdr);
    }
}

using JsiGan.Imaging.Synthesis.Grades;
using JsiGan.Imaging.Synthesis.Scenes;
using JsiGan.Imaging.Synthesis.Seeded;

namespace JsiGan.Imaging.Synthesis;

/// <summary>
/// What each frame of a clip shows. The camera pans far between the frames of a shot, so that a held-out frame shows other things than its
/// neighbours.
/// </summary>
internal sealed class ShotPlan(SyntheticClipOptions options)
{
    // Panned per shot of the demonstration clip, picture heights: about one and a half picture widths.
    private const float PanPerShot = 2.8f;

    // Panned per frame of a short shot, picture heights.
    private const float PanPerFrame = 0.3f;

    /// <summary>The shot of a frame.</summary>
    public Shot At(int frame)
    {
        if ((uint)frame >= (uint)options.Frames)
        {
            throw new ArgumentOutOfRangeException(
                nameof(frame), frame, $"The clip has {options.Frames} frames, so there is no frame {frame}.");
        }

        return options.FramesPerShot == 0 ? Demonstration(frame) : Varied(frame / options.FramesPerShot);
    }

    /// <summary>What a frame of a shot shows.</summary>
    public Scene Render(Shot shot, int frame)
    {
        var time = (float)(frame - shot.First) / Math.Max(shot.Length, 1);
        var view = options.FramesPerShot == 0
            ? new FrameView(options.Width, options.Height, time * PanPerShot, time)
            : Framing(shot, frame - shot.First, time);
        return shot.Kind.Create(view, (uint)shot.Key & 0xFFFFF, options.PeakNits / shot.Exposure);
    }

    // Shot s of n frames has those from ceil(s n / 4) up to ceil((s + 1) n / 4).
    private Shot Demonstration(int frame)
    {
        var shots = SceneKind.Demonstration.Count;
        var shot = frame * shots / options.Frames;
        var first = ((shot * options.Frames) + shots - 1) / shots;
        var next = (((shot + 1) * options.Frames) + shots - 1) / shots;
        return Of(SceneKind.Demonstration[shot], shot, first, next - first);
    }

    // All kinds take turns, in another order each round: no held-out stride meets the same ones.
    private Shot Varied(int shot)
    {
        var kinds = SceneKind.All.Count;
        var round = Hash64.At(options.Seed, ulong.MaxValue - (ulong)(shot / kinds));
        var order = Enumerable.Range(0, kinds).OrderBy(kind => Hash64.At(round, (ulong)kind)).ToArray();
        return Of(SceneKind.All[order[shot % kinds]], shot, shot * options.FramesPerShot, options.FramesPerShot);
    }

    private Shot Of(SceneKind kind, int shot, int first, int length) => new(
        kind, Hash64.At(options.Seed, (ulong)shot), first, length,
        options.Grades == GradeVariety.One ? OneGrade.Exposure(kind.ReferenceNits) : 1);

    private FrameView Framing(Shot shot, int frame, float time)
    {
        var draws = new Draws(Hash64.Mix(shot.Key));
        var zoom = draws.Between(0.45f, 1);
        var pan = draws.Between(0, 8) + (frame * zoom * PanPerFrame);
        return new FrameView(options.Width, options.Height, pan, (draws.Next() + time) % 1, zoom, draws.Between(0, 1 - zoom));
    }
}

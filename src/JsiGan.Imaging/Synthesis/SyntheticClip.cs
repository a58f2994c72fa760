using System.Buffers;
using System.Numerics;
using JsiGan.Imaging.Color;
using JsiGan.Imaging.Frames;
using JsiGan.Imaging.Synthesis.Scenes;

namespace JsiGan.Imaging.Synthesis;

/// <summary>
/// A procedural HDR clip of four shots (day, night, foliage, room) in linear-light BT.2020, and its SDR counterpart. The camera pans far
/// between the frames of a shot, so that a held-out frame shows other things than its neighbours.
/// </summary>
public sealed class SyntheticClip
{
    private const int Shots = 4;

    // Panned per shot, picture heights: about one and a half picture widths.
    private const float PanPerShot = 2.8f;

    // SDR white: what is brighter clips, as in a graded SDR version.
    private const double SdrPeakNits = 1000;

    // Light that the SDR grade of each shot takes as its reference: bright shots are printed down and dark ones lifted, as a colourist does
    // shot by shot. So one tone curve cannot undo the grade of all; what a shot shows tells which grade it had.
    private static readonly double[] GradeNits = [800, 12, 200, 30];

    private readonly SdrToneMap[] _grades = [.. GradeNits.Select(nits => new SdrToneMap(SdrPeakNits, nits))];

    /// <exception cref="UsageException">Options are out of range.</exception>
    public SyntheticClip(SyntheticClipOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Options = options;
    }

    public SyntheticClipOptions Options { get; }

    /// <summary>One frame as linear-light BT.2020 nits, [3, Height, Width] in R, G, B.</summary>
    public Frame<float> RenderLinear(int frame)
    {
        var scene = SceneOf(frame);
        var result = new Frame<float>(Options.Width, Options.Height);
        Parallel.For(0, Options.Height, y => RenderRow(scene, y, result.Row(0, y), result.Row(1, y), result.Row(2, y)));
        return result;
    }

    /// <summary>One frame as HDR10 codes and as the SDR codes of the same picture.</summary>
    public void Render(int frame, Frame<ushort> hdr, Frame<byte> sdr)
    {
        ArgumentNullException.ThrowIfNull(hdr);
        ArgumentNullException.ThrowIfNull(sdr);
        var scene = SceneOf(frame);
        var grade = _grades[ShotOf(frame)];
        Parallel.For(0, Options.Height, y =>
        {
            var width = Options.Width;
            var rented = ArrayPool<float>.Shared.Rent(3 * width);
            var red = rented.AsSpan(0, width);
            var green = rented.AsSpan(width, width);
            var blue = rented.AsSpan(2 * width, width);
            RenderRow(scene, y, red, green, blue);
            Hdr10Signal.Encode(red, green, blue, hdr.Row(0, y), hdr.Row(1, y), hdr.Row(2, y));
            grade.Apply(red, green, blue);
            SdrSignal.EncodeSignals(red, green, blue, sdr.Row(0, y), sdr.Row(1, y), sdr.Row(2, y));
            ArrayPool<float>.Shared.Return(rented);
        });
    }

    /// <summary>Renders all frames and writes both clips; each gets its name when it is whole.</summary>
    /// <param name="hdrPath">HDR10 file, .mp4, .mov or .mkv; an older one is replaced.</param>
    /// <param name="sdrPath">SDR file of the same frames.</param>
    /// <param name="progress">Told after each frame.</param>
    /// <param name="token">Stops the work; nothing is left of it.</param>
    /// <exception cref="FailureException">The disk is full, or ffmpeg is missing.</exception>
    public void Write(string hdrPath, string sdrPath, IProgress<FrameProgress>? progress = null, CancellationToken token = default)
    {
        var rate = new FrameRate(Options.FramesPerSecond, 1);
        var light = MasteringDisplay.P3(Options.PeakNits, Options.PeakNits, Options.PeakNits / 10);
        // On textures like these the fast preset at a lower factor is closer to the frames than x265's superfast at 12, in a third of the
        // time.
        using var writer = new ClipPairWriter(
            ClipWriter.CreateHdr10(hdrPath, Options.Width, Options.Height, rate, light, quality: 8, "ultrafast"),
            ClipWriter.CreateSdr(sdrPath, Options.Width, Options.Height, rate, quality: 8, "ultrafast"));
        // One pair is rendered while the other is written.
        var pairs = Enumerable.Range(0, 2)
            .Select(_ => (Hdr: new Frame<ushort>(Options.Width, Options.Height), Sdr: new Frame<byte>(Options.Width, Options.Height)))
            .ToArray();
        for (var frame = 0; frame < Options.Frames; frame++)
        {
            token.ThrowIfCancellationRequested();
            var (hdr, sdr) = pairs[frame % pairs.Length];
            Render(frame, hdr, sdr);
            writer.Write(hdr, sdr);
            progress?.Report(new FrameProgress(frame + 1, Options.Frames));
        }

        writer.Complete();
    }

    private Scene SceneOf(int frame)
    {
        if ((uint)frame >= (uint)Options.Frames)
        {
            throw new ArgumentOutOfRangeException(
                nameof(frame), frame, $"The clip has {Options.Frames} frames, so there is no frame {frame}.");
        }

        var shot = ShotOf(frame);
        var first = ((shot * Options.Frames) + Shots - 1) / Shots;
        var next = (((shot + 1) * Options.Frames) + Shots - 1) / Shots;
        var time = (float)(frame - first) / Math.Max(next - first, 1);
        var view = new FrameView(Options.Width, Options.Height, time * PanPerShot, time);
        var seed = (uint)Hash64.At(Options.Seed, (ulong)shot) & 0xFFFFF;
        return shot switch
        {
            0 => new DayScene(view, seed, Options.PeakNits),
            1 => new NightScene(view, seed, Options.PeakNits),
            2 => new FoliageScene(view, seed, Options.PeakNits),
            _ => new RoomScene(view, seed, Options.PeakNits),
        };
    }

    // Shot s has the frames from ceil(s n / 4) up to ceil((s + 1) n / 4).
    private int ShotOf(int frame) => frame * Shots / Options.Frames;

    private void RenderRow(Scene scene, int y, Span<float> red, Span<float> green, Span<float> blue)
    {
        var peak = new Vector3(Options.PeakNits);
        for (var x = 0; x < red.Length; x++)
        {
            var light = Vector3.Clamp(scene.Shade(x, y), Vector3.Zero, peak);
            (red[x], green[x], blue[x]) = (light.X, light.Y, light.Z);
        }
    }
}

using System.Numerics;
using JsiGan.Imaging.Color;
using JsiGan.Imaging.Frames;
using JsiGan.Imaging.Synthesis.Degradation;
using JsiGan.Imaging.Synthesis.Scenes;

namespace JsiGan.Imaging.Synthesis;

/// <summary>
/// A procedural HDR clip in linear-light BT.2020 and its SDR counterpart: four shots (day, night, foliage, room), or many short ones of all
/// kinds of scenes.
/// </summary>
public sealed class SyntheticClip
{
    private readonly ShotPlan _shots;

    /// <exception cref="UsageException">Options are out of range.</exception>
    public SyntheticClip(SyntheticClipOptions options)
    {
        options.Validate();
        Options = options;
        _shots = new ShotPlan(options);
    }

    public SyntheticClipOptions Options { get; }

    /// <summary>One frame as linear-light BT.2020 nits, [3, Height, Width] in R, G, B.</summary>
    public Frame<float> RenderLinear(int frame) => RenderLinear(frame, FinishOf(frame));

    /// <summary>One frame as HDR10 codes and as the SDR codes of the same picture.</summary>
    public void Render(int frame, Frame<ushort> hdr, Frame<byte> sdr)
    {
        var finish = FinishOf(frame);
        var light = RenderLinear(frame, finish);
        ForEachRow(light, (y, red, green, blue) =>
        {
            Hdr10Signal.Encode(red, green, blue, hdr.Row(0, y), hdr.Row(1, y), hdr.Row(2, y));
            finish.Grade.Apply(red, green, blue);
        });
        Softness.Apply(light, finish.Film?.SdrSoftness ?? 0, most: 1);
        ForEachRow(light, (y, red, green, blue) =>
        {
            finish.Film?.AddSdrNoise(y, red, green, blue);
            SdrSignal.EncodeSignals(red, green, blue, sdr.Row(0, y), sdr.Row(1, y), sdr.Row(2, y));
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
            Options.Degradation == SdrDegradation.Film
                ? ClipWriter.CreateSdr(sdrPath, Options.Width, Options.Height, rate, CompressionOfShots())
                : ClipWriter.CreateSdr(sdrPath, Options.Width, Options.Height, rate, quality: 8, "ultrafast"));
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

    private static void ForEachRow(Frame<float> light, RowAction action) =>
        Parallel.For(0, light.Height, y => action(y, light.Row(0, y), light.Row(1, y), light.Row(2, y)));

    private ShotFinish FinishOf(int frame)
    {
        var shot = _shots.At(frame);
        return ShotFinish.Of(Options, shot, _shots.Render(shot, shot.First));
    }

    private Frame<float> RenderLinear(int frame, ShotFinish finish)
    {
        var shot = _shots.At(frame);
        var scene = _shots.Render(shot, frame);
        var light = new Frame<float>(Options.Width, Options.Height);
        ForEachRow(light, (y, red, green, blue) =>
        {
            RenderRow(scene, shot.Exposure, y, red, green, blue);
            finish.Look?.Apply(red, green, blue);
        });
        if (finish.Film is not { } film)
            return light;

        Softness.Apply(light, film.Softness, Options.PeakNits);
        // Grains differ from frame to frame.
        var grain = film.Grain with { Seed = film.Grain.Seed + (4 * (uint)frame) };
        ForEachRow(light, (y, red, green, blue) => grain.Apply(y, red, green, blue, Options.PeakNits));
        return light;
    }

    private List<EncoderZone> CompressionOfShots()
    {
        List<EncoderZone> zones = [];
        for (var frame = 0; frame < Options.Frames;)
        {
            var shot = _shots.At(frame);
            zones.Add(new EncoderZone(shot.First, shot.First + shot.Length - 1, ShotFinish.FilmOf(shot).SdrQuantizer));
            frame = shot.First + shot.Length;
        }

        return zones;
    }

    private void RenderRow(Scene scene, float exposure, int y, Span<float> red, Span<float> green, Span<float> blue)
    {
        var peak = new Vector3(Options.PeakNits);
        for (var x = 0; x < red.Length; x++)
        {
            var light = Vector3.Clamp(scene.Shade(x, y) * exposure, Vector3.Zero, peak);
            (red[x], green[x], blue[x]) = (light.X, light.Y, light.Z);
        }
    }

    private delegate void RowAction(int y, Span<float> red, Span<float> green, Span<float> blue);
}

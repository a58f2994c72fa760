using JsiGan.Cli.Display;
using JsiGan.Cli.Hosting;
using JsiGan.Imaging.Frames;
using JsiGan.Imaging.Synthesis;
using JsiGan.Imaging.Synthesis.Degradation;
using JsiGan.Imaging.Synthesis.Grades;
using JsiGan.Runtime.Hosting;
using JsiGan.Runtime.Runs;

namespace JsiGan.Cli.Commands;

/// <summary>`jsigan synthesize`: renders a clip pair and shows what ffprobe finds in it.</summary>
public static class SynthesizeCommand
{
    public static Command Create(IAnsiConsole console, TimeProvider time)
    {
        var standard = new SyntheticClipOptions();
        var output = Options.Text("--out", "DIR", "Folder of the clips. Default: data.");
        var width = Options.InRange("--width", 64, 8192, standard.Width, "HDR pixels per row, even.");
        var height = Options.InRange("--height", 64, 8192, standard.Height, "Rows, even.");
        var frames = Options.InRange("--frames", 1, 100_000, standard.Frames, "Frames.");
        var seed = Options.InRange("--seed", 0UL, ulong.MaxValue, standard.Seed, "The same seed renders the same frames.");
        var rate = Options.InRange("--fps", 1, 240, standard.FramesPerSecond, "Frames per second.");
        var peak = Options.InRange("--peak-nits", 1000, 10_000, standard.PeakNits, "Light of the sun, the brightest thing there is, "
            + "cd/m2.");
        var shot = Options.InRange("--frames-per-shot", 0, 100_000, standard.FramesPerShot, "Frames of a shot, each of another scene; 0 "
            + "makes four shots of day, night, foliage and a room.");
        var grades = Options.Choice("--grades", ["one", "many"], "Grades of the SDR side: one operator, or another draw for each shot.");
        var degradation = Options.Choice("--degradation", ["none", "film"], "None, or soft focus and grain, and on the SDR side "
            + "resampling, noise and compression too.");
        var command = new Command("synthesize", "Render a procedural 4K HDR10 clip (10-bit PQ BT.2020) and its SDR counterpart, and check "
            + "their tags.")
        {
            output, width, height, frames, seed, rate, peak, shot, grades, degradation,
        };
        command.SetAction(parsed =>
        {
            using var interrupt = new Interrupt();
            var options = new SyntheticClipOptions
            {
                Width = parsed.GetValue(width),
                Height = parsed.GetValue(height),
                Frames = parsed.GetValue(frames),
                Seed = parsed.GetValue(seed),
                FramesPerSecond = parsed.GetValue(rate),
                PeakNits = parsed.GetValue(peak),
                FramesPerShot = parsed.GetValue(shot),
                Grades = Enum.Parse<GradeVariety>(parsed.GetValue(grades)!, ignoreCase: true),
                Degradation = Enum.Parse<SdrDegradation>(parsed.GetValue(degradation)!, ignoreCase: true),
            };
            Synthesize(options, parsed.GetValue(output) ?? "data", console, Views.For(console, quiet: false, time), interrupt);
            return ExitCodes.Success;
        });
        return command;
    }

    private static void Synthesize(
        SyntheticClipOptions options, string folder, IAnsiConsole console, ITrainingView view, Interrupt interrupt)
    {
        var (hdr, sdr) = (Path.Combine(folder, "synthetic-hdr.mp4"), Path.Combine(folder, "synthetic-sdr.mp4"));
        var clip = new SyntheticClip(options);
        Directory.CreateDirectory(folder);
        interrupt.Guard(() =>
        {
            view.Prepare(
                $"rendering {options.Frames} frames of {options.Width}x{options.Height}",
                progress => clip.Write(hdr, sdr, new FrameShare(progress), interrupt.Token));
            return 0;
        });
        console.Write(ClipTable.Of(ClipProbe.Read(hdr), ClipProbe.Read(sdr)));
    }
}

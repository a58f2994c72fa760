using System.Globalization;
using JsiGan.Cli.Display;
using JsiGan.Cli.Hosting;
using JsiGan.Imaging.Color;
using JsiGan.Imaging.Frames;
using JsiGan.Models.Generator;
using JsiGan.Runtime.Hosting;
using JsiGan.Runtime.Prediction;

namespace JsiGan.Cli.Commands;

/// <summary>`jsigan predict`: its options; Prediction does the work.</summary>
public static class PredictCommand
{
    public static Command Create(IAnsiConsole console, TimeProvider time)
    {
        var files = new Argument<string[]>("files")
        {
            Description = "MODEL SDR HDR. MODEL, left out with --pretrained, is a run's folder, an exported checkpoint or its "
                + "generator.safetensors, or a run of the database by name or number. SDR is a video or picture (BT.709). HDR is the file "
                + "to write: .mp4, .mov or .mkv (HDR10), .y4m (10-bit 4:4:4) or .png (16-bit, PQ BT.2020).",
            HelpName = "MODEL> <SDR> <HDR",
            Arity = ArgumentArity.OneOrMore,
        };
        var pretrained = new Option<bool>("--pretrained") { Description = "Predict with the generator that comes with the program." };
        var scale = Options.Choice("--scale", ["2", "4"], "With --pretrained: HDR pixels per SDR pixel along one axis.");
        var preview = Options.Text("--sdr-preview", "FILE", "Write the prediction tone-mapped for SDR screens too: .mp4, .mov, .mkv or "
            + ".png.");
        var tone = Options.Choice("--tone-map", ToneMaps.Names, "Operator of the preview.");
        var mastering = Options.Text("--mastering", "FILE", "Take the mastering metadata of an HDR10 video. Default: the input's own, else "
            + "a P3 display of 1000 nits.");
        var frame = Options.Optional("--frame", 1, int.MaxValue, "Predict this frame alone, counted from 1. Default: all.");
        var tile = Options.InRange("--tile", 16, 8192, TiledInference.DefaultTile, "Side of the tiles that are predicted one by one, SDR "
            + "pixels; less takes less memory.");
        var device = Options.Text("--device", "cpu|cuda:N", "Where to compute. Default: the first GPU, else cpu.");
        var threads = Options.Optional("--threads", 1, 1024, "CPU threads. Default: all cores.");
        var force = new Option<bool>("--force") { Description = "Replace files that exist." };
        var database = Options.Database();
        var command = new Command("predict", "Make HDR of an SDR video or picture with a trained generator, larger by its scale.")
        {
            files, pretrained, scale, preview, tone, mastering, frame, tile, device, threads, force, database,
        };
        device.Validators.Add(result => DeviceNames.Check(result, device.Name));
        command.Validators.Add(result =>
        {
            var (given, ready) = (result.GetValue(files) ?? [], result.GetValue(pretrained));
            if (given.Length != (ready ? 2 : 3))
            {
                var expected = ready ? "SDR HDR with --pretrained" : "MODEL SDR HDR, or --pretrained SDR HDR";
                result.AddError($"predict takes {expected}, but was given {given.Length}: {string.Join(' ', given)}.");
            }

            if (!ready && result.GetResult(scale) is { Implicit: false })
                result.AddError("--scale belongs to --pretrained: a trained model has a scale of its own.");
        });
        command.SetAction(async (parsed, _) =>
        {
            using var interrupt = new Interrupt();
            var named = parsed.GetRequiredValue(files);
            var options = new PredictOptions
            {
                Model = parsed.GetValue(pretrained) ? null : named[0],
                PretrainedScale = int.Parse(parsed.GetValue(scale)!, CultureInfo.InvariantCulture),
                Input = named[^2],
                Output = named[^1],
                SdrPreview = parsed.GetValue(preview),
                ToneMap = parsed.GetValue(tone)!,
                Mastering = parsed.GetValue(mastering),
                Frame = parsed.GetValue(frame),
                Tile = parsed.GetValue(tile),
                Device = parsed.GetValue(device),
                Threads = parsed.GetValue(threads),
                Force = parsed.GetValue(force),
                Database = parsed.GetValue(database),
            };
            return await RunAsync(options, console, time, interrupt);
        });
        return command;
    }

    private static async Task<int> RunAsync(PredictOptions options, IAnsiConsole console, TimeProvider time, Interrupt interrupt)
    {
        var view = Views.For(console, quiet: false, time);
        await interrupt.GuardAsync(() => Prediction.RunAsync(options, time, view.Prepare, interrupt.Token));
        var written = options.SdrPreview is { } preview ? (string[])[options.Output, preview] : [options.Output];
        console.Write(ClipTable.Of([.. written.Select(ClipProbe.Read)]));
        return ExitCodes.Success;
    }
}

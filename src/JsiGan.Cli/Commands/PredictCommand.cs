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
        var model = new Argument<string>("model")
        {
            Description = "A run's folder, an exported checkpoint or its generator.safetensors, or a run of the database by name or "
                + "number.",
        };
        var input = new Argument<string>("sdr") { Description = "SDR video or picture (BT.709)." };
        var output = new Argument<string>("hdr")
        {
            Description = "File to write: .mp4, .mov or .mkv (HDR10), .y4m (10-bit 4:4:4) or .png (16-bit, PQ BT.2020).",
        };
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
            model, input, output, preview, tone, mastering, frame, tile, device, threads, force, database,
        };
        device.Validators.Add(result => DeviceNames.Check(result, device.Name));
        command.SetAction(async (parsed, _) =>
        {
            using var interrupt = new Interrupt();
            var options = new PredictOptions
            {
                Model = parsed.GetRequiredValue(model),
                Input = parsed.GetRequiredValue(input),
                Output = parsed.GetRequiredValue(output),
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

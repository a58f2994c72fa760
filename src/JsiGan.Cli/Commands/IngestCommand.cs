using JsiGan.Cli.Display;
using JsiGan.Cli.Hosting;
using JsiGan.Cli.Ingest;
using JsiGan.Data.Ingest;
using JsiGan.Data.Ingest.Sources;
using JsiGan.Data.Store;
using JsiGan.Imaging.Color;
using JsiGan.Runtime.Hosting;
using JsiGan.Runtime.Runs;

namespace JsiGan.Cli.Commands;

/// <summary>`jsigan ingest`: its options; StoreIngest does the work.</summary>
public static class IngestCommand
{
    public static Command Create(IAnsiConsole console, TimeProvider time)
    {
        var standard = new IngestOptions();
        var files = new Argument<string[]>("hdr")
        {
            Description = "HDR10 videos (PQ), HDR pictures (PNG, TIFF, AVIF, OpenEXR, Radiance), MATLAB v7.3 patch files, or folders of "
                + "pictures.",
            Arity = ArgumentArity.OneOrMore,
        };
        var sdr = new Option<string[]>("--sdr")
        {
            Description = "SDR counterparts, one for each HDR file in the same order. Default: SDR is made by tone mapping.",
            HelpName = "FILE",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [],
        };
        var store = new Option<string>("--store")
        {
            Description = "Folder of the frame store: made, or added "
            + "to.", HelpName = "DIR", Required = true
        };
        var name = Options.Text("--name", "NAME", "Name of the clip, for a single file. Default: the file's.");
        var scale = Options.InRange("--scale", 1, 4, standard.Scale, "HDR pixels for one SDR pixel along one axis: 1, 2 or 4.");
        var every = Options.InRange("--every", 1, 100_000, standard.Choice.Every, "Store the first frame of each shot and about every Nth "
            + "from it; 1 stores all.");
        var cut = Options.InRange("--cut", 0.0, 1.0, standard.Choice.Cut, "A shot begins where the mean luma change is above this "
            + "share; 0 detects no cuts.");
        var tone = Options.Choice("--tone-map", ToneMaps.Names, "Operator that makes SDR if there is no counterpart.");
        var split = Options.Choice("--split", SplitWords.Names, "What the frames are for; hold-out keeps one in --hold-out for "
            + "validation.");
        var holdOut = Options.InRange("--hold-out", 2, 100_000, standard.Split.Number, "Of every N frames (or pictures) the last is "
            + "held out for validation.");
        var white = Options.InRange("--white-nits", 1, 10_000, standard.WhiteNits, "Light of 1.0 in OpenEXR and Radiance pictures.");
        var peak = Options.InRange("--peak-nits", 100, 10_000, standard.PeakNits, "Peak of the PQ master of OpenEXR and Radiance "
            + "pictures.");
        var jobs = Options.InRange("--jobs", 1, 256, standard.Jobs, "Files read concurrently.");
        var command = new Command("ingest", "Make a training set: cut videos, pictures or patch files into a frame store. A killed run "
            + "continues where it ended.")
        {
            files, sdr, store, name, scale, every, cut, tone, split, holdOut, white, peak, jobs,
        };
        scale.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() == 3)
                result.AddError("--scale 3 is not a scale of JSI-GAN; it must be 1, 2 or 4.");
        });
        command.SetAction(parsed =>
        {
            using var interrupt = new Interrupt();
            var options = new IngestOptions
            {
                Scale = parsed.GetValue(scale),
                Choice = new FrameChoice(parsed.GetValue(every), parsed.GetValue(cut)),
                ToneMap = parsed.GetValue(tone)!,
                Split = SplitWords.Parse(parsed.GetValue(split)!, parsed.GetValue(holdOut)),
                WhiteNits = parsed.GetValue(white),
                PeakNits = parsed.GetValue(peak),
                Jobs = parsed.GetValue(jobs),
            };
            var items = IngestItems.Of(parsed.GetValue(files)!, parsed.GetValue(sdr)!, parsed.GetValue(name));
            return Run(parsed.GetValue(store)!, items, options, console, Views.For(console, quiet: false, time), interrupt);
        });
        return command;
    }

    private static int Run(
        string folder, IReadOnlyList<IngestItem> items, IngestOptions options, IAnsiConsole console, ITrainingView view,
            Interrupt interrupt)
    {
        var label = items.Count == 1 ? $"reading {Path.GetFileName(items[0].Hdr)}" : $"reading {items.Count} files";
        interrupt.Guard(() =>
        {
            view.Prepare(label, progress => StoreIngest.Run(folder, items, options, new FrameShare(progress), interrupt.Token));
            return 0;
        });
        using var store = FrameStore.Open(folder);
        console.Write(StoreTable.Of(store));
        console.WriteLine(StoreTable.Summary(store));
        return ExitCodes.Success;
    }
}

using System.CommandLine.Help;
using JsiGan.Cli.Display;
using JsiGan.Cli.Hosting;
using JsiGan.Data.Store;
using JsiGan.Runtime.Hosting;

namespace JsiGan.Cli.Commands;

/// <summary>`jsigan dataset`: inspects frame stores.</summary>
public static class DatasetCommand
{
    public static Command Create(IAnsiConsole console, TimeProvider time)
    {
        var command = new Command("dataset", "Inspect a training set: list its content, or verify every byte.")
        {
            Info(console), Verify(console, time),
        };
        command.SetAction(parsed => new HelpAction().Invoke(parsed));
        return command;
    }

    private static Command Info(IAnsiConsole console)
    {
        var folder = Folder();
        var command = new Command("info", "Print the clips of a frame store: sizes, frames, colours, splits.") { folder };
        command.SetAction(parsed =>
        {
            using var store = FrameStore.Open(parsed.GetRequiredValue(folder));
            console.Write(StoreTable.Of(store));
            console.WriteLine(StoreTable.Summary(store));
            return ExitCodes.Success;
        });
        return command;
    }

    private static Command Verify(IAnsiConsole console, TimeProvider time)
    {
        var folder = Folder();
        var command = new Command("verify", "Read every tile of a frame store and compare it with its checksum.") { folder };
        command.SetAction(parsed =>
        {
            using var interrupt = new Interrupt();
            using var store = FrameStore.Open(parsed.GetRequiredValue(folder));
            Views.For(console, quiet: false, time).Prepare($"verifying {store.FrameCount} frames", progress =>
            {
                for (var frame = 0; frame < store.FrameCount; frame++)
                {
                    interrupt.Token.ThrowIfCancellationRequested();
                    store.Verify(frame);
                    progress.Report((frame + 1.0) / store.FrameCount);
                }
            });
            console.WriteLine($"whole: {StoreTable.Summary(store)}");
            return ExitCodes.Success;
        });
        return command;
    }

    private static Argument<string> Folder() => new("store") { Description = "Folder of the frame store." };
}

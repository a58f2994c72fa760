using System.CommandLine;
using JsiGan.Cluster.Hosting;
using JsiGan.Node.Display;
using JsiGan.Node.Hosting;
using JsiGan.Node.Runs;
using Spectre.Console;

namespace JsiGan.Node.Commands;

/// <summary>`jsigan status`: asks a run's coordinator how it is doing.</summary>
public static class StatusCommand
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public static Command Create(IAnsiConsole console)
    {
        var run = new Argument<string?>("run")
        {
            Description = "Folder of a run that trains on this machine. Default: the one of runs/ that started last.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var seeds = Options.Text("--seeds", "HOST:PORT[,...]", "Ask the cluster of several machines at these nodes instead.");
        var host = Options.Text("--host", "ADDRESS", "This machine's address that the other machines reach. Default: 127.0.0.1.");
        var command = new Command("status", "How a run is doing: members, generation, step, patches/s, and whom the others wait for.")
        {
            run, seeds, host,
        };
        command.SetAction(parsed => AskAsync(new NodeOptions
        {
            Seeds = parsed.GetValue(seeds)?.Split(',') ?? [RunAddress.Find(parsed.GetValue(run), TrainingRun.RunsFolder)],
            SeveralMachines = parsed.GetValue(seeds) is not null,
            Host = parsed.GetValue(host) ?? new NodeOptions().Host,
        }, console).GetAwaiter().GetResult());
        return command;
    }

    private static async Task<int> AskAsync(NodeOptions options, IAnsiConsole console)
    {
        var node = await ClusterNode.StartAsync(options).ConfigureAwait(false);
        await using var owned = node.ConfigureAwait(false);
        var status = await node.StatusAsync(Limit).ConfigureAwait(false);
        console.Write(StatusTable.Of(status));
        if (status.Slowest.Length > 0)
        {
            console.WriteLine($"slowest: {status.Slowest}, {status.Why}");
        }

        return ExitCodes.Success;
    }
}

using JsiGan.Cli.Display;
using JsiGan.Cli.Hosting;
using JsiGan.Cluster.Hosting;
using JsiGan.Runtime.Files;
using JsiGan.Runtime.Runs;

namespace JsiGan.Cli.Commands;

/// <summary>`jsigan status`: shows the status of a run.</summary>
public static class StatusCommand
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public static Command Create(IAnsiConsole console)
    {
        var run = new Argument<string?>("run")
        {
            Description = "Folder of a run that trains on this machine. Default: the one of runs/ that started last.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var seeds = Options.Text("--seeds", "HOST:PORT[,...]", "Ask the cluster of several machines at these nodes instead.");
        var host = Options.Text("--host", "ADDRESS", "This machine's address that the other machines reach. Default: 127.0.0.1.");
        var command = new Command("status", "The state of a run: workers, generation, step, patches/s, and the slowest rank.")
        {
            run, seeds, host,
        };
        command.SetAction((parsed, _) => AskAsync(new NodeOptions
        {
            Seeds = parsed.GetValue(seeds)?.Split(',') ?? [RunAddress.Find(parsed.GetValue(run), TrainingRun.RunsFolder)],
            SeveralMachines = parsed.GetValue(seeds) is not null,
            Host = parsed.GetValue(host) ?? new NodeOptions().Host,
        }, console));
        return command;
    }

    private static async Task<int> AskAsync(NodeOptions options, IAnsiConsole console)
    {
        var node = await ClusterNode.StartAsync(options).ConfigureAwait(false);
        await using var owned = node.ConfigureAwait(false);
        var status = await node.StatusAsync(Timeout).ConfigureAwait(false);
        console.Write(StatusTable.Of(status));
        if (StatusTable.Slowest(status) is { } slowest)
            console.WriteLine(slowest);

        return ExitCodes.Success;
    }
}

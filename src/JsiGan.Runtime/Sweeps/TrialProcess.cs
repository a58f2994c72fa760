using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using JsiGan.Protocol.Events;
using JsiGan.Runtime.Events;
using JsiGan.Runtime.Fleet;
using JsiGan.Storage;

namespace JsiGan.Runtime.Sweeps;

/// <summary>Runs `jsigan trial`, which dies with this process.</summary>
/// <param name="recipe">File of the recipe.</param>
/// <param name="folder">The run's folder.</param>
/// <param name="resume">Whether the run has a checkpoint.</param>
/// <param name="workers">Its workers.</param>
/// <param name="threads">CPU threads of all of them together.</param>
/// <param name="database">Connection string.</param>
public sealed partial class TrialProcess(string recipe, string folder, bool resume, int workers, int threads, string database)
{
    private const int SignalInterrupt = 2;
    private const string Prefix = "jsigan: ";
    private static readonly TimeSpan StopTimeout = TimeSpan.FromMinutes(2);

    /// <summary>Runs to the end.</summary>
    /// <param name="heard">Called for each of the run's events.</param>
    /// <param name="stop">Lets the run save and end; it is killed if it has not after 2 minutes.</param>
    public async Task<TrialExit> RunAsync(Action<IRunEvent> heard, CancellationToken stop)
    {
        if (stop.IsCancellationRequested)
            return TrialExit.Stopped;

        using var process = DependentProcess.Start(StartInfo());
        process.StandardInput.Close();
        var ended = new CancellationTokenSource();
        await using var interrupted = stop.Register(() => Interrupt(process, ended.Token));
        var words = ReadWordsAsync(process.StandardError);
        while (await process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line)
        {
            if (EventOf(line) is { } happened)
                heard(happened);
        }

        var last = await words;
        await process.WaitForExitAsync(CancellationToken.None);
        await ended.CancelAsync();
        ended.Dispose();
        return new TrialExit(process.ExitCode, last);
    }

    private ProcessStartInfo StartInfo()
    {
        var program = WorkerCommand.Self();
        var start = new ProcessStartInfo(
            program[0],
            [
                .. program.Skip(1), "trial", "--recipe", recipe, "--folder", folder, .. resume ? ["--resume"] : Array.Empty<string>(),
                "--workers", workers.ToString(CultureInfo.InvariantCulture), "--threads", threads.ToString(CultureInfo.InvariantCulture),
            ])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment[DatabaseAddress.Variable] = database;
        return start;
    }

    private static void Interrupt(Process process, CancellationToken ended)
    {
        if (!process.HasExited)
            _ = Kill(process.Id, SignalInterrupt);

        _ = Task.Delay(StopTimeout, ended).ContinueWith(
            _ => process.Kill(entireProcessTree: true), TaskContinuationOptions.OnlyOnRanToCompletion);
    }

    private static async Task<string> ReadWordsAsync(StreamReader error)
    {
        var last = "";
        while (await error.ReadLineAsync() is { } line)
        {
            if (line.Length > 0)
                last = line;
        }

        return last.StartsWith(Prefix, StringComparison.Ordinal) ? last[Prefix.Length..] : last;
    }

    private static IRunEvent? EventOf(string line)
    {
        try
        {
            return RunEventJson.Read(line);
        }
        catch (JsonException)
        {
            // What libraries print.
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}

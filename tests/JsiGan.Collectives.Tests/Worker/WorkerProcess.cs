using System.Diagnostics;
using System.Runtime.InteropServices;

namespace JsiGan.Collectives.Tests.Worker;

/// <summary>A rank in its own process, to be killed, stopped and queried. Disposing kills the process in any state.</summary>
internal sealed partial class WorkerProcess : IDisposable
{
    public const int Kill = 9;
    public const int Stop = 19;

    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(60);
    private readonly Process _process;

    public WorkerProcess()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(typeof(WorkerProcess).Assembly.Location);
        _process = Process.Start(start)!;
    }

    /// <summary>Connected ranks.</summary>
    public static async Task<IReadOnlyList<WorkerProcess>> StartAsync(int size, Transport transport)
    {
        var workers = Enumerable.Range(0, size).Select(_ => new WorkerProcess()).ToList();
        try
        {
            var blobs = await Task.WhenAll(workers.Select(worker => worker.AnswerAsync("blob ")));
            for (var rank = 0; rank < size; rank++)
                workers[rank].Tell($"connect {transport} {rank} {string.Join(',', blobs)}");

            await Task.WhenAll(workers.Select(worker => worker.AnswerAsync("connected")));
            return workers;
        }
        catch
        {
            workers.ForEach(worker => worker.Dispose());
            throw;
        }
    }

    public void Tell(string line) => _process.StandardInput.WriteLine(line);

    /// <summary>The rest of the next line, which must start with <paramref name="start"/>.</summary>
    public async Task<string> AnswerAsync(string start)
    {
        var line = await _process.StandardOutput.ReadLineAsync().WaitAsync(AnswerLimit);
        Assert.StartsWith(start, line ?? "(the worker's output has ended)", StringComparison.Ordinal);
        return line![start.Length..];
    }

    public void Signal(int signal) => Assert.Equal(0, SendSignal(_process.Id, signal));

    /// <summary>Closes the worker's input and returns its exit code.</summary>
    public async Task<int> ExitAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().WaitAsync(AnswerLimit);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}

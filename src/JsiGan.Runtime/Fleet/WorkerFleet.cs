using System.Diagnostics;
using System.Text;
using JsiGan.Protocol.Events;
using JsiGan.Runtime.Events;
using JsiGan.Runtime.Workers;

namespace JsiGan.Runtime.Fleet;

/// <summary>The worker processes of this machine: starts them, reports their ends, restarts them, and leaves none behind.</summary>
/// <param name="command">How a worker is started.</param>
/// <param name="places">Workers to have.</param>
/// <param name="lost">Called with a worker that has ended, and how, before it is replaced.</param>
/// <param name="observer">Receives events of the processes.</param>
/// <param name="time">The clock.</param>
public sealed class WorkerFleet(WorkerCommand command, int places, Action<string, string> lost, IRunObserver observer, TimeProvider time)
    : IAsyncDisposable
{
    private const int OutputKept = 4000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Process> _running = [];
    private readonly TaskCompletionSource<WorkerDeath> _exhausted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _over = new();
    private Task _lives = Task.CompletedTask;
    private int _started;
    private int _open;

    /// <summary>Completes with the last worker's end when none is left and none will be replaced.</summary>
    public Task<WorkerDeath> Exhausted => _exhausted.Task;

    /// <summary>Names of the workers that run, each with its process.</summary>
    public IReadOnlyDictionary<string, int> Running
    {
        get
        {
            lock (_gate)
                return _running.ToDictionary(worker => worker.Key, worker => worker.Value.Id);
        }
    }

    public void Start()
    {
        _open = places;
        _lives = Task.WhenAll(Enumerable.Range(0, places).Select(LiveAsync));
    }

    /// <summary>Kills a hopeless worker, which is replaced.</summary>
    public void Kill(string worker)
    {
        lock (_gate)
        {
            if (_running.TryGetValue(worker, out var process))
                process.Kill();
        }
    }

    /// <summary>Ends the fleet: no worker is replaced, and those still running after <paramref name="limit"/> are killed.</summary>
    /// <returns>Whether no worker had to be killed.</returns>
    public async Task<bool> EndAsync(TimeSpan limit)
    {
        await _over.CancelAsync().ConfigureAwait(false);
        var all = await Task.WhenAny(_lives, Task.Delay(limit, time, CancellationToken.None)).ConfigureAwait(false) == _lives;
        KillAll();
        await _lives.ConfigureAwait(false);
        return all;
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync().ConfigureAwait(false);
        KillAll();
        await _lives.ConfigureAwait(false);
        _over.Dispose();
    }

    // The successive workers of one place.
    private async Task LiveAsync(int place)
    {
        var policy = new RestartPolicy();
        while (!_over.IsCancellationRequested)
        {
            var (name, since) = ($"worker-{place + 1}.{Interlocked.Increment(ref _started)}", time.GetTimestamp());
            var (code, words) = await RunAsync(name, place).ConfigureAwait(false);
            var death = new WorkerDeath(name, code, words);
            if (_over.IsCancellationRequested)
                return;

            lost(name, death.How);
            var pause = WorkerEnds.IsWorthAnother(code) ? policy.After(time.GetElapsedTime(since)) : null;
            if (pause is not { } wait)
            {
                LeaveEmpty(death);
                return;
            }

            observer.OnEvent(new WorkerRestarting(name, death.How, wait));
            try
            {
                await Task.Delay(wait, time, _over.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private void LeaveEmpty(WorkerDeath death)
    {
        observer.OnEvent(new WorkerNotRestarted(death.Worker, death.How, death.Words));
        if (Interlocked.Decrement(ref _open) == 0)
            _exhausted.TrySetResult(death);
    }

    private async Task<(int Code, string Words)> RunAsync(string name, int place)
    {
        using (var process = command.Start(name, place))
        {
            lock (_gate)
            {
                _running.Add(name, process);
                // The fleet may have ended meanwhile and killed the processes that it knew.
                if (_over.IsCancellationRequested)
                    process.Kill();
            }

            var output = new StringBuilder();
            while (await process.StandardError.ReadLineAsync().ConfigureAwait(false) is { } line)
            {
                output.AppendLine(line);
                output.Remove(0, Math.Max(0, output.Length - OutputKept));
                if (line.Length > 0)
                    observer.OnEvent(new WorkerOutput(name, line));
            }

            await process.WaitForExitAsync().ConfigureAwait(false);
            lock (_gate)
                _running.Remove(name);

            return (process.ExitCode, output.ToString().Trim());
        }
    }

    private void KillAll()
    {
        lock (_gate)
        {
            foreach (var process in _running.Values)
                process.Kill();
        }
    }
}

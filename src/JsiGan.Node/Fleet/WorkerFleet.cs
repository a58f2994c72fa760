using System.Diagnostics;
using System.Globalization;
using JsiGan.Node.Workers;

namespace JsiGan.Node.Fleet;

/// <summary>The worker processes of this machine: starts them, tells who ended, fills their places again, and leaves none behind.</summary>
/// <param name="command">How a worker is started.</param>
/// <param name="places">Workers to have.</param>
/// <param name="lost">Told of a worker that has ended, and how, before its place is filled again.</param>
/// <param name="say">Told what people want to read.</param>
/// <param name="time">Measures lives and pauses.</param>
public sealed class WorkerFleet(WorkerCommand command, int places, Action<string, string> lost, Action<string> say, TimeProvider time)
    : IDisposable
{
    private const int WordsKept = 4000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Process> _running = [];
    private readonly TaskCompletionSource<WorkerDeath> _exhausted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _over = new();
    private Task _lives = Task.CompletedTask;
    private int _started;
    private int _open;

    /// <summary>Completes when no worker is left and no place will be filled again, with the last one's end.</summary>
    public Task<WorkerDeath> Exhausted => _exhausted.Task;

    /// <summary>Names of the workers that run, each with its process.</summary>
    public IReadOnlyDictionary<string, int> Running
    {
        get
        {
            lock (_gate)
            {
                return _running.ToDictionary(worker => worker.Key, worker => worker.Value.Id);
            }
        }
    }

    public void Start()
    {
        _open = places;
        _lives = Task.WhenAll(Enumerable.Range(0, places).Select(LiveAsync));
    }

    /// <summary>Ends a worker that nothing can be hoped of any more; its place is filled again.</summary>
    public void Kill(string worker)
    {
        lock (_gate)
        {
            if (_running.TryGetValue(worker, out var process))
            {
                process.Kill();
            }
        }
    }

    /// <summary>The run is over: no place is filled again, and those that still run after <paramref name="limit"/> are killed.</summary>
    /// <returns>Whether all ended by themselves.</returns>
    public async Task<bool> EndAsync(TimeSpan limit)
    {
        await _over.CancelAsync().ConfigureAwait(false);
        var all = await Task.WhenAny(_lives, Task.Delay(limit, time, CancellationToken.None)).ConfigureAwait(false) == _lives;
        KillAll();
        await _lives.ConfigureAwait(false);
        return all;
    }

    public void Dispose()
    {
        _over.Cancel();
        KillAll();
        ((IAsyncResult)_lives).AsyncWaitHandle.WaitOne();
        _over.Dispose();
    }

    // One place's workers, one after the other.
    private async Task LiveAsync(int place)
    {
        var policy = new RestartPolicy();
        while (!_over.IsCancellationRequested)
        {
            var (name, since) = ($"worker-{place + 1}.{Interlocked.Increment(ref _started)}", time.GetTimestamp());
            var (code, words) = await RunAsync(name, place).ConfigureAwait(false);
            var death = new WorkerDeath(name, code, words);
            if (_over.IsCancellationRequested)
            {
                return;
            }

            lost(name, death.How);
            var pause = WorkerEnds.IsWorthAnother(code) ? policy.After(time.GetElapsedTime(since)) : null;
            if (pause is not { } wait)
            {
                LeaveEmpty(death);
                return;
            }

            say(string.Create(CultureInfo.InvariantCulture,
                $"{name}: {death.How}; another takes its place{(wait > TimeSpan.Zero ? $" in {wait.TotalSeconds:F0} s" : "")}"));
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
        say($"{death.Worker}: {death.How}; its place stays empty{(death.Words.Length > 0 ? $": {death.Words}" : "")}");
        if (Interlocked.Decrement(ref _open) == 0)
        {
            _exhausted.TrySetResult(death);
        }
    }

    private async Task<(int Code, string Words)> RunAsync(string name, int place)
    {
        using (var process = command.Start(name, place))
        {
            lock (_gate)
            {
                _running.Add(name, process);
                // The fleet may have been ended meanwhile, which kills what it finds.
                if (_over.IsCancellationRequested)
                {
                    process.Kill();
                }
            }

            var words = await process.StandardError.ReadToEndAsync().ConfigureAwait(false);
            await process.WaitForExitAsync().ConfigureAwait(false);
            lock (_gate)
            {
                _running.Remove(name);
            }

            return (process.ExitCode, words.Trim() is { Length: > WordsKept } tail ? tail[^WordsKept..] : words.Trim());
        }
    }

    private void KillAll()
    {
        lock (_gate)
        {
            foreach (var process in _running.Values)
            {
                process.Kill();
            }
        }
    }
}

/// <summary>How a worker process ended.</summary>
/// <param name="Worker">Its name.</param>
/// <param name="Code">Its exit code.</param>
/// <param name="Words">What it said on standard error.</param>
public sealed record WorkerDeath(string Worker, int Code, string Words)
{
    public string How => WorkerEnds.Describe(Code);
}

using System.Diagnostics;
using JsiGan.Testing.Recovery;

namespace JsiGan.Benchmarks.Benches.Hosts;

/// <summary>A `jsigan node` of a host, restarted when it fails, until it is killed or interrupted.</summary>
internal sealed class HostNode : IDisposable
{
    private const int LinesKept = 12;
    private static readonly TimeSpan RestartDelay = TimeSpan.FromSeconds(1);
    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new();
    private readonly Func<ProcessStartInfo> _command;
    private readonly string _name;
    private readonly Action<string> _log;
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _running;
    private Process? _process;
    private int _ends;

    public HostNode(string name, Func<ProcessStartInfo> command, Action<string> log)
    {
        (_name, _command, _log) = (name, command, log);
        _running = RunAsync();
    }

    /// <summary>Number of exits so far.</summary>
    public int Ends => Volatile.Read(ref _ends);

    /// <summary>The last lines of its output.</summary>
    public string Output
    {
        get
        {
            lock (_gate)
                return $"{_name}: {string.Join(" | ", _lines)}";
        }
    }

    /// <summary>kill -9 without a restart.</summary>
    public void Kill() => Send(Signals.Kill);

    /// <summary>Ctrl-C without a restart.</summary>
    public void Interrupt() => Send(2);

    /// <summary>Waits for its end after either.</summary>
    public Task EndAsync(TimeSpan limit) => _running.WaitAsync(limit, TimeProvider.System);

    public void Dispose()
    {
        Kill();
        ((IAsyncResult)_running).AsyncWaitHandle.WaitOne();
        _ended.Dispose();
    }

    private void Send(int signal)
    {
        lock (_gate)
        {
            _ended.Cancel();
            if (_process is { } process)
                Signals.Send(process.Id, signal);
        }
    }

    private async Task RunAsync()
    {
        while (!_ended.IsCancellationRequested)
        {
            var start = _command();
            start.RedirectStandardOutput = true;
            start.RedirectStandardError = true;
            using (var process = Begin(start))
            {
                var error = process.StandardError.ReadToEndAsync();
                while (await process.StandardOutput.ReadLineAsync() is { } line)
                    Record(line);

                Record((await error).Trim());
                await process.WaitForExitAsync();
                lock (_gate)
                    _process = null;

                Record($"ended with {process.ExitCode}");
                Interlocked.Increment(ref _ends);
                if (process.ExitCode == 0)
                    return;
            }

            await Task.Delay(RestartDelay, TimeProvider.System, _ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Process Begin(ProcessStartInfo start)
    {
        var process = HostProcess.Start(start);
        lock (_gate)
        {
            _process = process;
            if (_ended.IsCancellationRequested)
                process.Kill();
        }

        return process;
    }

    private void Record(string line)
    {
        if (line.Length == 0)
            return;

        _log($"{_name}: {line}");
        lock (_gate)
        {
            _lines.Enqueue(line);
            if (_lines.Count > LinesKept)
                _lines.Dequeue();
        }
    }
}

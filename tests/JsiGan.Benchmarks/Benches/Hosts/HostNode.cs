using System.Diagnostics;
using JsiGan.Benchmarks.Recovery;

namespace JsiGan.Benchmarks.Benches.Hosts;

/// <summary>A `jsigan node` of a host, under a supervisor that starts it again when it fails, until it is told otherwise.</summary>
internal sealed class HostNode : IDisposable
{
    private const int WordsKept = 12;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly Lock _gate = new();
    private readonly Queue<string> _words = new();
    private readonly Func<ProcessStartInfo> _command;
    private readonly string _name;
    private readonly Action<string> _say;
    private readonly CancellationTokenSource _over = new();
    private readonly Task _life;
    private Process? _process;
    private int _ends;

    public HostNode(string name, Func<ProcessStartInfo> command, Action<string> say)
    {
        (_name, _command, _say) = (name, command, say);
        _life = LiveAsync();
    }

    /// <summary>How often it has ended so far.</summary>
    public int Ends => Volatile.Read(ref _ends);

    /// <summary>The last lines that it said.</summary>
    public string Words
    {
        get
        {
            lock (_gate)
                return $"{_name}: {string.Join(" | ", _words)}";
        }
    }

    /// <summary>kill -9, and no other in its place.</summary>
    public void Kill() => Send(Signals.Kill);

    /// <summary>What Ctrl-C sends, and no other in its place.</summary>
    public void Interrupt() => Send(2);

    /// <summary>Waits for its end after one of these.</summary>
    public Task EndAsync(TimeSpan limit) => _life.WaitAsync(limit, TimeProvider.System);

    public void Dispose()
    {
        Kill();
        ((IAsyncResult)_life).AsyncWaitHandle.WaitOne();
        _over.Dispose();
    }

    private void Send(int signal)
    {
        lock (_gate)
        {
            _over.Cancel();
            if (_process is { } process)
                Signals.Send(process.Id, signal);
        }
    }

    private async Task LiveAsync()
    {
        while (!_over.IsCancellationRequested)
        {
            var start = _command();
            start.RedirectStandardOutput = true;
            start.RedirectStandardError = true;
            using (var process = Begin(start))
            {
                var error = process.StandardError.ReadToEndAsync();
                while (await process.StandardOutput.ReadLineAsync() is { } line)
                    Hear(line);

                Hear((await error).Trim());
                await process.WaitForExitAsync();
                lock (_gate)
                    _process = null;

                Hear($"ended with {process.ExitCode}");
                Interlocked.Increment(ref _ends);
                if (process.ExitCode == 0)
                    return;
            }

            await Task.Delay(Pause, TimeProvider.System, _over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Process Begin(ProcessStartInfo start)
    {
        var process = HostProcess.Start(start);
        lock (_gate)
        {
            _process = process;
            if (_over.IsCancellationRequested)
                process.Kill();
        }

        return process;
    }

    private void Hear(string line)
    {
        if (line.Length == 0)
            return;

        _say($"{_name}: {line}");
        lock (_gate)
        {
            _words.Enqueue(line);
            if (_words.Count > WordsKept)
                _words.Dequeue();
        }
    }
}

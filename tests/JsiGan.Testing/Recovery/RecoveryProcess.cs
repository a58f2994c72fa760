using System.Diagnostics;
using System.Threading.Channels;
using JsiGan.Protocol.Events;
using JsiGan.Runtime.Events;
using JsiGan.Runtime.Fleet;

namespace JsiGan.Testing.Recovery;

/// <summary>A worker or coordinator of a <see cref="SmallRun"/> as a process.</summary>
public sealed class RecoveryProcess : IDisposable
{
    public static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);
    private readonly string _name;
    private readonly Process _process;
    private readonly Task<string> _error;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly List<string> _read = [];

    /// <param name="seed">A node of the cluster.</param>
    /// <param name="folder">The run's folder, with its recipe.</param>
    /// <param name="arguments">`coordinator`, or `worker` and its options.</param>
    public RecoveryProcess(string seed, string folder, params string[] arguments)
    {
        _name = $"`{string.Join(' ', arguments)}`";
        var start = new ProcessStartInfo(RecoveryWorker.Program[0],
            [.. RecoveryWorker.Program.Skip(1), .. arguments, "--seed", seed, "--run", folder])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["OMP_NUM_THREADS"] = "1";
        _process = DependentProcess.Start(start);
        _error = _process.StandardError.ReadToEndAsync();
        _process.OutputDataReceived += (_, output) =>
        {
            if (output.Data is { } line)
                _lines.Writer.TryWrite(line);
            else
                _lines.Writer.Complete();
        };
        _process.BeginOutputReadLine();
    }

    private string Output => string.Join('\n', _read);

    /// <summary>Waits for an event of the run.</summary>
    /// <exception cref="TimeoutException">There was none in time.</exception>
    /// <exception cref="InvalidOperationException">The process ended first.</exception>
    public async Task<T> EventAsync<T>(Func<T, bool>? where = null)
        where T : IRunEvent
    {
        using var late = new CancellationTokenSource(Timeout);
        try
        {
            await foreach (var line in _lines.Reader.ReadAllAsync(late.Token))
            {
                _read.Add(line);
                if (RunEventJson.Read(line) is T happened && where?.Invoke(happened) != false)
                    return happened;
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{_name} had no such {typeof(T).Name} within {Timeout.TotalMinutes:F0} min, but:\n{Output}");
        }

        throw new InvalidOperationException(
            $"{_name} exited with code {await ExitAsync()} before such a {typeof(T).Name}, after:\n{Output}\n{await _error}");
    }

    public void Kill() => Signals.Send(_process.Id, Signals.Kill);

    /// <summary>Waits for the exit code.</summary>
    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Timeout);
        return _process.ExitCode;
    }

    /// <summary>Waits for the end of standard error and returns all of it.</summary>
    public Task<string> ErrorAsync() => _error.WaitAsync(Timeout);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}

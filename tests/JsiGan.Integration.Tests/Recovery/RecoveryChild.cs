using System.Diagnostics;
using System.Threading.Channels;
using JsiGan.Benchmarks.Recovery;
using JsiGan.Protocol.Events;
using JsiGan.Runtime.Events;
using JsiGan.Runtime.Fleet;

namespace JsiGan.Integration.Tests.Recovery;

/// <summary>A worker or a coordinator of a small run, in a process of its own.</summary>
internal sealed class RecoveryChild : IDisposable
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private readonly string _name;
    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly List<string> _heard = [];

    /// <param name="seed">A node of the cluster.</param>
    /// <param name="folder">The run's folder, with its recipe.</param>
    /// <param name="arguments">`coordinator`, or `worker` and what that needs beside.</param>
    public RecoveryChild(string seed, string folder, params string[] arguments)
    {
        _name = $"`{string.Join(' ', arguments)}`";
        var start = new ProcessStartInfo(RecoveryWorker.Program[0],
            [.. RecoveryWorker.Program.Skip(1), .. arguments, "--seed", seed, "--run", folder])
        { RedirectStandardOutput = true };
        start.Environment["OMP_NUM_THREADS"] = "1";
        _process = DependentProcess.Start(start);
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } said)
                _lines.Writer.TryWrite(said);
            else
                _lines.Writer.Complete();
        };
        _process.BeginOutputReadLine();
    }

    private string Heard => string.Join('\n', _heard);

    /// <summary>Waits for an event of the run.</summary>
    public async Task<T> EventAsync<T>(Func<T, bool>? where = null)
        where T : IRunEvent
    {
        using var late = new CancellationTokenSource(Limit);
        try
        {
            await foreach (var line in _lines.Reader.ReadAllAsync(late.Token))
            {
                _heard.Add(line);
                if (RunEventJson.Read(line) is T happened && where?.Invoke(happened) != false)
                    return happened;
            }
        }
        catch (OperationCanceledException)
        {
            throw new Xunit.Sdk.XunitException($"{_name} had no such {typeof(T).Name} within {Limit.TotalMinutes:F0} min, but:\n{Heard}");
        }

        throw new Xunit.Sdk.XunitException(
            $"{_name} ended with exit code {await ExitAsync()} before such a {typeof(T).Name}; it had:\n{Heard}");
    }

    public void Kill() => Signals.Send(_process.Id, Signals.Kill);

    public async Task<int> ExitAsync()
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(Limit);
            return _process.ExitCode;
        }
        catch (TimeoutException)
        {
            throw new Xunit.Sdk.XunitException($"{_name} did not end within {Limit.TotalMinutes:F0} min");
        }
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
}

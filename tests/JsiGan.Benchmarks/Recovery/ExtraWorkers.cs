using System.Diagnostics;
using JsiGan.Node.Fleet;

namespace JsiGan.Benchmarks.Recovery;

/// <summary>Workers that join a run beside its own, as from another machine.</summary>
public sealed class ExtraWorkers(DisturbedRun run) : IDisposable
{
    private readonly SpawnThread _spawn = new();
    private readonly List<Process> _processes = [];

    public int Count => _processes.Count;

    /// <summary>Starts one more.</summary>
    public void Join()
    {
        var start = run.Command.Start($"extra-{_processes.Count + 1}", place: 0);
        var process = _spawn.Start(start);
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        _processes.Add(process);
    }

    public void Dispose()
    {
        foreach (var process in _processes)
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }

        _spawn.Dispose();
    }
}

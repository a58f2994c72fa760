using System.Diagnostics;

namespace JsiGan.Testing.Recovery;

/// <summary>Workers outside the run's fleet that join it, as from another machine.</summary>
public sealed class ExtraWorkers(DisturbedRun run) : IDisposable
{
    private readonly List<Process> _processes = [];

    public int Count => _processes.Count;

    /// <summary>Starts another worker.</summary>
    public void Join()
    {
        var process = run.Command.Start($"extra-{_processes.Count + 1}", place: 0);
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
    }
}

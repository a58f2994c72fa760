using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace JsiGan.Cluster.Tests.Processes;

/// <summary>A worker in a process of its own, to be killed and stopped. Disposing ends it whatever state it is in.</summary>
internal sealed partial class WorkerProcess : IDisposable
{
    public const int Kill = 9;
    public const int Stop = 19;
    public const int Continue = 18;

    private readonly Process _process;

    public WorkerProcess(string seed, string name, long steps)
    {
        var start = new ProcessStartInfo("dotnet");
        foreach (var argument in new[] { typeof(WorkerProcess).Assembly.Location, seed, name, steps.ToString(CultureInfo.InvariantCulture) })
            start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
    }

    public void Signal(int signal) => Assert.Equal(0, SendSignal(_process.Id, signal));

    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Journal.Limit);
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

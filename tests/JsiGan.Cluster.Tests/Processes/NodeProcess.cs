using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace JsiGan.Cluster.Tests.Processes;

/// <summary>A node in its own process, to be killed and stopped. Disposing kills it, also while it is stopped.</summary>
internal sealed partial class NodeProcess : IDisposable
{
    public const int Kill = 9;
    public const int Stop = 19;
    public const int Continue = 18;

    private readonly Process _process;

    private NodeProcess(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(NodeProcess).Assembly.Location, .. arguments]) { RedirectStandardOutput = true };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Output.Add(line.Data ?? "(its output has ended)");
        _process.BeginOutputReadLine();
    }

    /// <summary>The lines of its output.</summary>
    public Journal<string> Output { get; } = new();

    public static NodeProcess Worker(string seed, string name, long steps) =>
        new(seed, "worker", name, steps.ToString(CultureInfo.InvariantCulture));

    public static NodeProcess Coordinator(string seed, string file, long steps) =>
        new(seed, "coordinator", file, steps.ToString(CultureInfo.InvariantCulture));

    public void Signal(int signal) => Assert.Equal(0, SendSignal(_process.Id, signal));

    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Journal.Timeout);
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

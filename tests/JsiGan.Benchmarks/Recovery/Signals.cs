using System.Runtime.InteropServices;

namespace JsiGan.Benchmarks.Recovery;

/// <summary>Signals to processes, by Linux's numbers.</summary>
public static partial class Signals
{
    public const int Kill = 9;
    public const int Continue = 18;
    public const int Stop = 19;

    /// <summary>False when there is no such process any more.</summary>
    public static bool Send(int process, int signal) => SendSignal(process, signal) == 0;

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}

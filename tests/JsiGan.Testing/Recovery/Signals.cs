using System.Runtime.InteropServices;

namespace JsiGan.Testing.Recovery;

/// <summary>Sends signals to processes. Numbers are Linux's.</summary>
public static partial class Signals
{
    public const int Kill = 9;
    public const int Continue = 18;
    public const int Stop = 19;

    /// <summary>False if the process does not exist.</summary>
    public static bool Send(int process, int signal) => SendSignal(process, signal) == 0;

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}

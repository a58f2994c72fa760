using System.Diagnostics;
using JsiGan.Runtime.Fleet;

namespace JsiGan.Benchmarks.Benches.Hosts;

/// <summary>Starts other programs, which the kernel kills when this process dies.</summary>
internal static class HostProcess
{
    /// <param name="start">The program, with an argument list; setpriv is put before it.</param>
    /// <param name="privileges">
    /// Further options of setpriv. It must change the user itself: the kernel clears the signal on later changes.
    /// </param>
    public static Process Start(ProcessStartInfo start, params IReadOnlyList<string> privileges)
    {
        string[] before = [.. privileges, "--pdeathsig", "KILL", start.FileName];
        start.FileName = "setpriv";
        foreach (var (index, argument) in before.Index())
            start.ArgumentList.Insert(index, argument);

        return SpawnThread.Start(start);
    }
}

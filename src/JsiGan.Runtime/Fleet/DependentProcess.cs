using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using JsiGan.Runtime.Workers;

namespace JsiGan.Runtime.Fleet;

/// <summary>
/// A process that runs a hidden command of this program and that the kernel kills when the process that started it dies, even while it is
/// stopped (PR_SET_PDEATHSIG).
/// </summary>
/// <remarks>
/// Linux sends the signal when the thread that created the child ends, not when its process does. <see cref="Start"/> therefore creates
/// every child from a thread that never ends, and adds an option with the parent's id, which the command requires: it cannot be started in
/// another way by mistake.
/// </remarks>
public static partial class DependentProcess
{
    /// <summary>The option that carries the parent's id.</summary>
    public const string ParentOption = "--parent";

    private const int SetDeathSignal = 1;
    private const int Kill = 9;

    /// <summary>Starts a command that calls <see cref="DieWithParent"/> first. May be called by any thread.</summary>
    /// <param name="start">The command, as an argument list; this process's id is added to it.</param>
    public static Process Start(ProcessStartInfo start)
    {
        start.ArgumentList.Add(ParentOption);
        start.ArgumentList.Add(Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return SpawnThread.Start(start);
    }

    /// <summary>
    /// From now on the kernel kills this process when its parent dies. If that has happened already, the process exits with
    /// <see cref="WorkerEnds.CutOff"/>.
    /// </summary>
    /// <remarks>The setting belongs to the calling thread, which must not end before the process: the main thread.</remarks>
    /// <param name="parent">The parent's process id.</param>
    public static void DieWithParent(int parent)
    {
        _ = Control(SetDeathSignal, Kill, 0, 0, 0);
        if (ParentId() != parent)
            Environment.Exit(WorkerEnds.CutOff);
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int option, nuint argument, nuint third, nuint fourth, nuint fifth);

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int ParentId();
}

using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using JsiGan.Node.Workers;

namespace JsiGan.Node.Fleet;

/// <summary>
/// A process that runs a hidden command of this program and that the kernel kills when the process that started it dies, even while it is
/// stopped (PR_SET_PDEATHSIG).
/// </summary>
/// <remarks>
/// Linux sends the signal when the thread that created the child ends, not when its process does. <see cref="Start"/> therefore creates
/// every child from a thread that never ends. The option that carries the parent's id is private to this class and required, so such a
/// command cannot be started in another way by mistake.
/// </remarks>
public static partial class DependentProcess
{
    private const string ParentOption = "--parent";
    private const int SetDeathSignal = 1;
    private const int Kill = 9;

    /// <summary>Starts a command that has a <see cref="SetDependentAction">dependent action</see>. Callable from any thread.</summary>
    /// <param name="start">The command, as an argument list; this process's id is added to it.</param>
    public static Process Start(ProcessStartInfo start)
    {
        ArgumentNullException.ThrowIfNull(start);
        start.ArgumentList.Add(ParentOption);
        start.ArgumentList.Add(Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return SpawnThread.Start(start);
    }

    /// <summary>
    /// Sets the action of a command that <see cref="Start"/> starts. If the parent is already dead, the process exits with
    /// <see cref="WorkerEnds.CutOff"/> and the action does not run.
    /// </summary>
    /// <param name="command">The command; the parent's id is added to its options.</param>
    /// <param name="action">Returns the exit code.</param>
    public static void SetDependentAction(this Command command, Func<ParseResult, int> action)
    {
        ArgumentNullException.ThrowIfNull(command);
        var parent = new Option<int>(ParentOption) { Required = true };
        command.Options.Add(parent);
        command.SetAction(parsed =>
        {
            DieWith(parsed.GetValue(parent));
            return action(parsed);
        });
    }

    // The setting belongs to the calling thread: synchronous actions run on the main thread, which lasts as long as the process.
    private static void DieWith(int parent)
    {
        _ = Control(SetDeathSignal, Kill, 0, 0, 0);
        if (ParentId() != parent)
        {
            Environment.Exit(WorkerEnds.CutOff);
        }
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int option, nuint argument, nuint third, nuint fourth, nuint fifth);

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int ParentId();
}

using System.Runtime.InteropServices;

namespace JsiGan.Node.Fleet;

/// <summary>
/// Ties this process's life to that of the one that started it: the kernel kills it with its parent, whatever that died of and whatever
/// this one does then, stopped included.
/// </summary>
public static partial class ParentDeath
{
    private const int SetDeathSignal = 1;
    private const int Kill = 9;

    /// <summary>Dies with the process <paramref name="parent"/>, at once if that is gone already.</summary>
    /// <remarks>
    /// The kernel watches the thread that started this process: it has to live as long as its process (<see cref="SpawnThread"/>).
    /// </remarks>
    public static void Follow(int parent)
    {
        _ = Control(SetDeathSignal, Kill, 0, 0, 0);
        if (ParentId() != parent)
        {
            Environment.Exit(Workers.WorkerEnds.CutOff);
        }
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int option, nuint argument, nuint third, nuint fourth, nuint fifth);

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int ParentId();
}

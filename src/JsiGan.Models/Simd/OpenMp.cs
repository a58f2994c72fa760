using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using JsiGan.Core.Processes;

namespace JsiGan.Models.Simd;

/// <summary>
/// Runs work in the tensor library's own OpenMP threads. These spin for a while after each operation, so threads of another pool would
/// wait for the cores whenever a kernel follows an operation, and the other way round: convolutions took 1.4 times as long that way.
/// </summary>
internal static unsafe class OpenMp
{
    private static readonly delegate* unmanaged<delegate* unmanaged<nint, void>, nint, uint, uint, void> ParallelRegion = FindParallel();

    /// <summary>
    /// Calls <paramref name="body"/> once in each of <paramref name="threads"/> threads, of which this is one, and returns when all have
    /// ended. Without OpenMP it is called in this thread alone.
    /// </summary>
    /// <exception cref="Exception">What one of the calls threw.</exception>
    public static void Run(int threads, Action body)
    {
        if (ParallelRegion is null)
        {
            body();
            return;
        }

        var team = new Team(body);
        var handle = GCHandle.Alloc(team);
        try
        {
            ParallelRegion(&Enter, GCHandle.ToIntPtr(handle), (uint)threads, 0);
        }
        finally
        {
            handle.Free();
        }

        team.Failure?.Throw();
    }

    [UnmanagedCallersOnly]
    private static void Enter(nint handle)
    {
        var team = (Team)GCHandle.FromIntPtr(handle).Target!;
        try
        {
            team.Body();
        }
        catch (Exception met)
        {
            // It must not unwind the library's frames.
            team.Failure = ExceptionDispatchInfo.Capture(met);
        }
    }

    /// <summary>What compilers call for "omp parallel". libtorch brings its own copy of libgomp, with a name that changes.</summary>
    private static delegate* unmanaged<delegate* unmanaged<nint, void>, nint, uint, uint, void> FindParallel()
    {
        return LoadedLibrary.Find("libtorch_cpu.so") is { } library
            && NativeLibrary.TryLoad(library, out var handle)
            && NativeLibrary.TryGetExport(handle, "GOMP_parallel", out var function)
                ? (delegate* unmanaged<delegate* unmanaged<nint, void>, nint, uint, uint, void>)function
                : null;
    }

    private sealed class Team(Action body)
    {
        public Action Body { get; } = body;

        public ExceptionDispatchInfo? Failure { get; set; }
    }
}

using System.CommandLine;
using System.Runtime.InteropServices;
using JsiGan.Runtime.Hosting;
using JsiGan.Testing.Recovery;
using JsiGan.Training.Recipes;

namespace JsiGan.Benchmarks.Benches.GpuCheck.Parts;

/// <summary>The hidden command that trains with a batch that does not fit, on a CPU because of a limit on its address space.</summary>
internal static partial class OutOfMemoryChild
{
    public const string Name = "gpu-check-memory";

    private const int AddressSpace = 9; // RLIMIT_AS
    private const long Spare = 256L << 20;

    /// <summary>About a terabyte in the forward pass.</summary>
    public static Recipe Vast { get; } = SmallRun.Recipe(stage1: 2, stage2: 2, fullSize: true, batch: 4096, lowSize: 64);

    // Half a gigabyte.
    private static Recipe Large { get; } = SmallRun.Recipe(stage1: 2, stage2: 2, fullSize: true, batch: 32, lowSize: 48);

    public static Command Command()
    {
        var device = new Option<string>("--device") { Required = true };
        var command = new Command(Name, "Trains with a batch that does not fit.") { device };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            var place = Compute.Open(parsed.GetValue(device)!, threads: 1);
            var recipe = Compute.GpuOf(place) is null ? Large : Vast;
            using var trainer = SmallRun.Trainer(recipe, new RampPatches(SmallRun.GeometryOf(recipe)), device: place);
            try
            {
                if (Compute.GpuOf(place) is null)
                    Allow(AddressSpaceNow() + Spare);

                foreach (var _ in trainer.Run())
                {
                }

                return 0;
            }
            finally
            {
                // Host memory is available again, as when a GPU's is full.
                Allow(long.MaxValue);
            }
        });
        return command;
    }

    private static long AddressSpaceNow() =>
        long.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)
        * Environment.SystemPageSize;

    private static void Allow(long bytes)
    {
        var limit = new ResourceLimit { Soft = bytes == long.MaxValue ? nuint.MaxValue : (nuint)bytes, Hard = nuint.MaxValue };
        _ = SetLimit(AddressSpace, in limit);
    }

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetLimit(int resource, in ResourceLimit limit);

    [StructLayout(LayoutKind.Sequential)]
    private struct ResourceLimit
    {
        public nuint Soft;
        public nuint Hard;
    }
}

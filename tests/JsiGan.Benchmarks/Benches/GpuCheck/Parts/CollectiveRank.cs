using System.CommandLine;
using JsiGan.Cli.Commands;
using JsiGan.Collectives;
using JsiGan.Testing.Recovery;
using JsiGan.Training.Distributed;
using static TorchSharp.torch;

namespace JsiGan.Benchmarks.Benches.GpuCheck.Parts;

/// <summary>The hidden command of one of two ranks: connects to the other, checks collectives, and prints one line.</summary>
internal static class CollectiveRank
{
    public const string Name = "gpu-check-rank";
    private const int Bytes = 8_000_000;

    public static Command Command()
    {
        var device = new Option<string>("--device") { Required = true };
        var gpus = Options.InRange("--gpus", 0, 1024, 0, "");
        var command = new Command(Name, "One rank of gpu-check's collectives.") { device, gpus };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            var (onGpu, count) = (parsed.GetValue(device) == "cuda", parsed.GetValue(gpus));
            if (count == 1)
                NcclHost.Set($"rank-{Environment.ProcessId}");

            var place = CPU;
            using var session = JoinedProcesses.Join(new ProcessGroup(batch: 2), rank =>
            {
                place = onGpu ? TorchSharp.torch.device($"cuda:{rank % count}") : CPU;
                using var first = zeros(1, device: place);
                return onGpu ? CollectiveOptions.For(place.index) : new CollectiveOptions { Transport = Transport.Gloo };
            });
            Console.WriteLine(CollectiveCheck.Run(session.Sums, place, Bytes));
            return 0;
        });
        return command;
    }
}

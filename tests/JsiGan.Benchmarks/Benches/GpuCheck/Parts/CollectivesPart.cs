using System.Globalization;
using JsiGan.Collectives;
using JsiGan.Collectives.Distributed;
using JsiGan.Collectives.Mesh;
using JsiGan.Collectives.Nccl;
using static TorchSharp.torch;

namespace JsiGan.Benchmarks.Benches.GpuCheck.Parts;

/// <summary>NCCL with one rank, and between two processes; without a GPU Gloo between two processes.</summary>
internal static class CollectivesPart
{
    private const int World = 2;

    public static void OneRank(PartContext context)
    {
        if (!context.OnGpu)
        {
            context.Skip("collectives.one-rank", "there is no GPU for NCCL");
            return;
        }

        context.Check("collectives.one-rank", () =>
        {
            var place = device(context.Device);
            // Initializes CUDA, and loads libnccl.so.2 from PyTorch's folders.
            using var first = zeros(1, device: place);
            using var collective = ConnectAsync(CollectiveOptions.For(place.index)).GetAwaiter().GetResult();
            return $"NCCL, {CollectiveCheck.Run(collective, place, bytes: 115_000_000)}";
        });
    }

    public static void TwoRanks(PartContext context)
    {
        var gpus = context.OnGpu ? cuda.device_count() : 0;
        context.Check("collectives.two-ranks", () =>
        {
            var said = JoinedProcesses.Run(
                World, [CollectiveRank.Name, "--device", gpus > 0 ? "cuda" : "cpu", "--gpus", gpus.ToString(CultureInfo.InvariantCulture)],
                threads: 1);
            var how = gpus switch { 0 => "Gloo on the CPU", 1 => "NCCL, both ranks on the one GPU, over sockets", _ => "NCCL on two GPUs" };
            return $"{how}, {said[0]}";
        });
    }

    // Collective.ConnectAsync needs no transport for one rank.
    private static async Task<ICollective> ConnectAsync(CollectiveOptions options)
    {
        using var own = Rendezvous.Open();
        var mesh = await new MeshConnector(own, 0, [own.Description], RendezvousBlob.GroupOf([own.Blob])).ConnectAsync(default)
            .ConfigureAwait(false);
        var transport = await NcclTransport.ConnectAsync(mesh, options.CudaDevice!.Value, options, default).ConfigureAwait(false);
        return new QueuedCollective(mesh, transport);
    }
}

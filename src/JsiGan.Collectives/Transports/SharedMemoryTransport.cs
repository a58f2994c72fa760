using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using JsiGan.Collectives.Interop;
using JsiGan.Collectives.Mesh;

namespace JsiGan.Collectives.Transports;

/// <summary>
/// Shared memory between the ranks of one host (native/shared_group.h): every rank reduces one n-th of each block of 1 MiB, adding in
/// rank order, ((x0 + x1) + x2) + ..., whatever the count: the same bits on every rank and in every run. Cost of an all-reduce of S bytes
/// over n ranks: each copies 2 (n-1)/n S bytes and adds (n-1)/n S, all through the cache. The memory has no name: nothing is left when all
/// ranks are killed.
/// </summary>
internal static class SharedMemoryTransport
{
    private const int PathBytes = 256;

    /// <summary>Whether all ranks can share memory; the ranks come to the same answer.</summary>
    public static bool Fits(PeerMesh mesh) => mesh.Ranks.All(rank => rank.HostIdentity == mesh.Ranks[mesh.Rank].HostIdentity);

    public static async Task<ITransport> ConnectAsync(PeerMesh mesh, CancellationToken token)
    {
        nint group = 0;
        try
        {
            var secret = BinaryPrimitives.ReadUInt64LittleEndian(mesh.Ranks[0].Token);
            var (path, fault) = ("", "");
            if (mesh.Rank == 0)
            {
                group = NativeMethods.SharedCreate(mesh.Rank, mesh.Size, secret, out var outcome);
                (path, fault) = (group == 0 ? "" : PathOf(group), outcome.Text);
            }

            var paths = await mesh.ExchangeAsync(Encoding.UTF8.GetBytes(path), token).ConfigureAwait(false);
            if (mesh.Rank != 0 && paths[0].Length > 0)
            {
                group = NativeMethods.SharedOpen(Encoding.UTF8.GetString(paths[0]), mesh.Rank, mesh.Size, secret, out var outcome);
                fault = outcome.Text;
            }

            var faults = await mesh.ExchangeAsync(Encoding.UTF8.GetBytes(fault), token).ConfigureAwait(false);
            if (Array.FindIndex(faults, bytes => bytes.Length > 0) is >= 0 and var failed)
            {
                throw new TransportException(CollectiveFault.Transport, failed,
                    $"{mesh.Label(failed)} cannot share memory: {Encoding.UTF8.GetString(faults[failed])}");
            }

            // All have mapped it: from here on nothing but the mappings holds it.
            NativeMethods.SharedCloseDescriptor(group);
            return new NativeTransport(group);
        }
        catch
        {
            if (group != 0)
                NativeMethods.Close(group);

            throw;
        }
    }

    private static unsafe string PathOf(nint group)
    {
        var text = stackalloc byte[PathBytes];
        NativeMethods.SharedPath(group, text, PathBytes);
        return Marshal.PtrToStringUTF8((nint)text)!;
    }
}

using JsiGan.Collectives.Distributed;
using JsiGan.Collectives.Mesh;
using JsiGan.Collectives.Nccl;
using JsiGan.Collectives.Transports;
using JsiGan.Testing;

namespace JsiGan.Collectives.Tests;

/// <summary>The parts of NCCL that are testable without a GPU: the refusals.</summary>
public sealed class NcclTests
{
    [Fact]
    public async Task An_absent_library_is_refused_on_every_rank_by_its_path()
    {
        using var folder = new TestFolder();
        var path = folder.File("libnccl.so.2");
        foreach (var fault in await ConnectAsync(path))
        {
            Assert.Contains($"rank 0 ({Environment.MachineName}) cannot use NCCL: '{path}'", fault.Message, StringComparison.Ordinal);
            Assert.Contains("cannot be loaded", fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_unreadable_library_is_refused_by_its_path()
    {
        using var folder = new TestFolder();
        var path = folder.File("libnccl.so.2");
        await File.WriteAllTextAsync(path, "no library");
        Assert.All(await ConnectAsync(path), fault => Assert.Contains($"'{path}'", fault.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_library_without_the_functions_is_refused_by_the_first_that_is_missing()
    {
        var fault = Assert.Throws<TransportException>(() => new NcclLibrary("libc.so.6"));
        Assert.Contains("'libc.so.6'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("has no function 'ncclGetUniqueId'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_a_remote_error_is_a_lost_peer()
    {
        var lost = Enum.GetValues<NcclResult>().Where(result => result.ToFault() == CollectiveFault.PeerLost);
        Assert.Equal([NcclResult.RemoteError], lost);
        Assert.Contains("out of memory", NcclResult.UnhandledCudaError.Advice(), StringComparison.Ordinal);
    }

    [Fact]
    public unsafe void The_structures_have_the_sizes_of_the_header()
    {
        Assert.Equal(128, sizeof(NcclUniqueId));
        Assert.Equal(24, sizeof(NcclConfig));
    }

    private static async Task<IReadOnlyList<CollectiveException>> ConnectAsync(string library)
    {
        var meetings = new[] { Rendezvous.Open(), Rendezvous.Open() };
        var blobs = meetings.Select(meeting => meeting.Blob).ToList();
        var options = new CollectiveOptions { CudaDevice = 0, NcclLibrary = library };
        var connecting = meetings.Select((meeting, rank) => Collective.ConnectAsync(meeting, rank, blobs, options)).ToList();
        var faults = new List<CollectiveException>();
        foreach (var each in connecting)
            faults.Add(await Assert.ThrowsAsync<CollectiveException>(() => each.WaitAsync(World.Timeout)));

        return faults;
    }
}

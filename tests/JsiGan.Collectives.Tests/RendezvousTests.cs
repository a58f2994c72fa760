using System.Net;
using System.Net.Sockets;
using JsiGan.Collectives.Distributed;
using JsiGan.Collectives.Mesh;

namespace JsiGan.Collectives.Tests;

public sealed class RendezvousTests
{
    private static readonly CollectiveOptions Patient = new() { ConnectTimeout = World.Timeout };
    private static readonly CollectiveOptions Hasty = new() { ConnectTimeout = TimeSpan.FromMilliseconds(300) };

    [Fact]
    public async Task A_missing_peer_is_named_with_the_timeout()
    {
        using var absent = Rendezvous.Open();
        var own = Rendezvous.Open();
        var fault = await Assert.ThrowsAsync<CollectiveException>(() => Collective.ConnectAsync(own, 0, [own.Blob, absent.Blob], Hasty));
        Assert.Equal(CollectiveFault.TimedOut, fault.Fault);
        Assert.Contains($"rank 1 ({Environment.MachineName}) did not connect within 0.3 s", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dead_peer_is_named_with_its_address_at_once()
    {
        var dead = Rendezvous.Open();
        dead.Dispose();
        var own = Rendezvous.Open();
        var fault = await Assert.ThrowsAsync<CollectiveException>(() => Collective.ConnectAsync(own, 1, [dead.Blob, own.Blob], Patient));
        Assert.Equal((CollectiveFault.PeerLost, 0), (fault.Fault, fault.Peer));
        Assert.Contains($"{dead.Description.EndPoint} cannot be reached: Connection refused", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connecting_can_be_cancelled()
    {
        using var absent = Rendezvous.Open();
        using var cancel = new CancellationTokenSource();
        var own = Rendezvous.Open();
        var connecting = Collective.ConnectAsync(own, 0, [own.Blob, absent.Blob], Patient, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting.WaitAsync(World.Timeout));
    }

    [Fact]
    public async Task A_peer_with_another_list_of_peers_is_refused()
    {
        using var third = Rendezvous.Open();
        var (first, second) = (Rendezvous.Open(), Rendezvous.Open());
        var limited = new CollectiveOptions { ConnectTimeout = TimeSpan.FromSeconds(5) };
        var other = Collective.ConnectAsync(first, 0, [first.Blob, second.Blob, third.Blob], limited);
        var fault = await Assert.ThrowsAsync<CollectiveException>(
            () => Collective.ConnectAsync(second, 1, [first.Blob, second.Blob], Patient));
        Assert.Equal((CollectiveFault.Disagreement, 0), (fault.Fault, fault.Peer));
        Assert.Contains("was given another list of peers", fault.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<CollectiveException>(() => other);
    }

    [Fact]
    public async Task Stray_and_stale_connections_are_ignored()
    {
        var meetings = new[] { Rendezvous.Open(), Rendezvous.Open() };
        var blobs = meetings.Select(meeting => meeting.Blob).ToList();
        using var silent = new TcpClient();
        await silent.ConnectAsync(meetings[0].Description.EndPoint);
        using var stale = new TcpClient();
        await stale.ConnectAsync(meetings[0].Description.EndPoint);
        await stale.GetStream().WriteAsync(new byte[64]);
        var ranks = await Task.WhenAll(meetings.Select((meeting, rank) => Collective.ConnectAsync(meeting, rank, blobs, Patient)))
            .WaitAsync(World.Timeout);
        await Task.WhenAll(ranks.Select(rank => rank.BarrierAsync(World.Operation()))).WaitAsync(World.Timeout);
        Parallel.ForEach(ranks, rank => rank.Dispose());
    }

    [Fact]
    public async Task A_mismatch_of_transports_names_both()
    {
        var meetings = new[] { Rendezvous.Open(), Rendezvous.Open() };
        var blobs = meetings.Select(meeting => meeting.Blob).ToList();
        var wanted = new[] { Transport.Gloo, Transport.SharedMemory };
        var connecting = meetings
            .Select((meeting, rank) => Collective.ConnectAsync(meeting, rank, blobs, Patient with { Transport = wanted[rank] }))
            .ToList();
        foreach (var each in connecting)
        {
            var fault = await Assert.ThrowsAsync<CollectiveException>(() => each.WaitAsync(World.Timeout));
            Assert.Equal(CollectiveFault.Disagreement, fault.Fault);
            Assert.Contains("SharedMemory", fault.Message, StringComparison.Ordinal);
            Assert.Contains("Gloo", fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_blob_of_another_version_is_refused_with_both_versions()
    {
        using var other = Rendezvous.Open();
        var blob = other.Blob.ToArray();
        blob[4] = 9;
        var own = Rendezvous.Open();
        var fault = await Assert.ThrowsAsync<ArgumentException>(() => Collective.ConnectAsync(own, 0, [own.Blob, blob], Hasty));
        Assert.Contains("Rank 1's rendezvous has version 9, this worker speaks version 1", fault.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(0), InlineData(3), InlineData(20), InlineData(60)]
    public void A_truncated_blob_is_refused_with_its_length(int length)
    {
        using var other = Rendezvous.Open();
        var fault = Assert.Throws<ArgumentException>(() => RendezvousBlob.Parse(other.Blob.AsMemory(0, length), 3));
        Assert.Contains($"Rank 3's rendezvous of {length} bytes", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_of_another_host_is_refused()
    {
        var fault = Assert.Throws<CollectiveException>(() => Rendezvous.Open(IPAddress.Parse("192.0.2.1")));
        Assert.Contains("Cannot listen on 192.0.2.1", fault.Message, StringComparison.Ordinal);
    }
}

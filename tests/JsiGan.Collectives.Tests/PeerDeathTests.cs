using JsiGan.Collectives.Tests.Worker;

namespace JsiGan.Collectives.Tests;

/// <summary>Processes that are killed, stopped, or abort inside each operation. The survivors fail without outside help.</summary>
public sealed class PeerDeathTests
{
    private const int Generous = 60_000;
    private const int Tight = 2_000;
    private const int Victim = 1;

    public static TheoryData<Transport, string> Cases()
    {
        var cases = new TheoryData<Transport, string>();
        foreach (var transport in Groups.Transports)
        {
            foreach (var operation in Groups.Operations)
                cases.Add(transport, operation);
        }

        return cases;
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task Survivors_of_a_killed_peer_name_it_before_the_timeout(Transport transport, string operation)
    {
        var workers = await StartStormAsync(3, transport, operation, Generous);
        try
        {
            workers[Victim].Signal(WorkerProcess.Kill);
            foreach (var (rank, fault) in await FaultsAsync(workers, Victim))
            {
                Assert.StartsWith($"PeerLost {Victim} ", fault, StringComparison.Ordinal);
                Assert.Contains($"failed on rank {rank} of 3", fault, StringComparison.Ordinal);
                Assert.Contains("'storm'", fault, StringComparison.Ordinal);
                Assert.Matches("of step [0-9]+", fault);
                Assert.Contains($"rank {Victim} ({Environment.MachineName})", fault, StringComparison.Ordinal);
            }

            await NothingIsLeftAsync(workers, Victim);
        }
        finally
        {
            End(workers);
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task Survivors_of_a_stopped_peer_end_by_the_timeout(Transport transport, string operation)
    {
        var workers = await StartStormAsync(3, transport, operation, Tight);
        try
        {
            workers[Victim].Signal(WorkerProcess.Stop);
            var faults = await FaultsAsync(workers, Victim);
            // The first rank to time out notifies the others.
            Assert.Contains(faults, fault => fault.Fault.StartsWith("TimedOut ", StringComparison.Ordinal));
            var blame = $"rank {Victim} ({Environment.MachineName}) did not take part within 2 s and does not answer";
            Assert.All(faults, fault => Assert.Contains(blame, fault.Fault, StringComparison.Ordinal));
            await NothingIsLeftAsync(workers, Victim);
        }
        finally
        {
            End(workers);
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task A_late_peer_is_distinguished_from_a_stopped_one(Transport transport, string operation)
    {
        using var world = await World.ConnectAsync(3, transport);
        var about = new Operation("storm", 17, TimeSpan.FromMilliseconds(Tight));
        var tasks = Others(world).Select(rank => Ask(rank, operation, about)).ToList();
        foreach (var task in tasks)
        {
            var fault = await Assert.ThrowsAsync<CollectiveException>(() => task.WaitAsync(World.Timeout));
            Assert.Contains(
                $"rank {Victim} ({Environment.MachineName}) did not take part within 2 s: " +
                "it answers, but has started 0 operations, this rank 1",
                fault.Message, StringComparison.Ordinal);
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task All_ranks_receive_the_reason_of_an_abort(Transport transport, string operation)
    {
        using var world = await World.ConnectAsync(3, transport);
        var tasks = Others(world).Select(rank => Ask(rank, operation, World.Operation("storm", 17))).ToList();
        world[Victim].Abort("the disk is full");
        foreach (var task in tasks)
        {
            var fault = await Assert.ThrowsAsync<CollectiveException>(() => task.WaitAsync(World.Timeout));
            Assert.Equal(CollectiveFault.PeerAborted, fault.Fault);
            Assert.Equal(Victim, fault.Peer);
            Assert.Contains("'storm'", fault.Message, StringComparison.Ordinal);
            Assert.Contains("of step 17", fault.Message, StringComparison.Ordinal);
            Assert.Contains("the disk is full", fault.Message, StringComparison.Ordinal);
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task Abort_ends_the_operation_that_another_thread_waits_in_and_all_queued_ones(Transport transport, string operation)
    {
        using var world = await World.ConnectAsync(2, transport);
        var waiting = Ask(world[0], operation, World.Operation("first", 1));
        var queued = Ask(world[0], operation, World.Operation("second", 2));
        Assert.False(waiting.IsCompleted);
        world[0].Abort("the worker must stop");
        var first = await Assert.ThrowsAsync<CollectiveException>(() => waiting.WaitAsync(World.Timeout));
        var second = await Assert.ThrowsAsync<CollectiveException>(() => queued.WaitAsync(World.Timeout));
        var asked = Ask(world[0], operation, World.Operation("third", 3));
        var later = await Assert.ThrowsAsync<CollectiveException>(() => asked.WaitAsync(World.Timeout));
        Assert.Equal([CollectiveFault.Aborted, CollectiveFault.Aborted, CollectiveFault.Aborted], [first.Fault, second.Fault, later.Fault]);
        Assert.Contains("'first'", first.Message, StringComparison.Ordinal);
        Assert.Contains("'second'", second.Message, StringComparison.Ordinal);
        Assert.Contains("'third'", later.Message, StringComparison.Ordinal);
        Assert.Contains("the worker must stop", (await world[0].Broken.WaitAsync(World.Timeout)).Message, StringComparison.Ordinal);
        Assert.Equal(CollectiveFault.PeerAborted, (await world[1].Broken.WaitAsync(World.Timeout)).Fault);
    }

    [Fact]
    public async Task A_death_is_reported_while_no_operation_runs()
    {
        var workers = await WorkerProcess.StartAsync(2, Transport.SharedMemory);
        try
        {
            workers[0].Signal(WorkerProcess.Kill);
            workers[1].Tell("broken");
            Assert.StartsWith("PeerLost 0 ", await workers[1].AnswerAsync("fault "), StringComparison.Ordinal);
        }
        finally
        {
            End(workers);
        }
    }

    private static async Task<IReadOnlyList<WorkerProcess>> StartStormAsync(int size, Transport transport, string operation, int limit)
    {
        var workers = await WorkerProcess.StartAsync(size, transport);
        foreach (var worker in workers)
            worker.Tell($"repeat {operation} 1000000 {limit}");

        await Task.WhenAll(workers.Select(worker => worker.AnswerAsync("running")));
        return workers;
    }

    private static async Task<IReadOnlyList<(int Rank, string Fault)>> FaultsAsync(IReadOnlyList<WorkerProcess> workers, int victim)
    {
        var survivors = Enumerable.Range(0, workers.Count).Where(rank => rank != victim);
        return await Task.WhenAll(survivors.Select(async rank => (rank, await workers[rank].AnswerAsync("fault "))));
    }

    // close joins the communication thread, and would hang if that were stuck.
    private static async Task NothingIsLeftAsync(IReadOnlyList<WorkerProcess> workers, int victim)
    {
        for (var rank = 0; rank < workers.Count; rank++)
        {
            if (rank != victim)
            {
                workers[rank].Tell("close");
                Assert.Equal("sockets 0 memory 0", await workers[rank].AnswerAsync("closed "));
                Assert.Equal(0, await workers[rank].ExitAsync());
            }
        }
    }

    private static void End(IReadOnlyList<WorkerProcess> workers)
    {
        foreach (var worker in workers)
            worker.Dispose();
    }

    private static IEnumerable<ICollective> Others(World world) => world.Ranks.Where(rank => rank.Rank != Victim);

    private static Task Ask(ICollective rank, string operation, Operation about) => Task.Factory.StartNew(
        () =>
        {
            switch (operation)
            {
                case "all-reduce":
                    rank.AllReduceSum(new float[100_000].AsSpan(), about);
                    break;
                case "broadcast":
                    rank.Broadcast(new byte[100_000].AsSpan(), Victim, about);
                    break;
                default:
                    rank.Barrier(about);
                    break;
            }
        },
        TaskCreationOptions.LongRunning);
}

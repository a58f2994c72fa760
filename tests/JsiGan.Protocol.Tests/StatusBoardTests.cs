using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;
using JsiGan.Protocol.Status;

namespace JsiGan.Protocol.Tests;

/// <summary>The content of a run's status.</summary>
public sealed class StatusBoardTests
{
    private static readonly RunSettings Settings = new() { Version = "1", Recipe = "r", Batch = 8, Steps = 100, Workers = 2 };
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    private readonly StatusBoard _board = new(Settings);
    private readonly RunMachine _run = new(Settings, 1, new SampleLedger(), CommitPoint.Start);

    [Fact]
    public void A_run_without_workers_is_gathering()
    {
        var status = _board.Describe(_run, Start);
        Assert.Equal("gathering", status.Phase);
        Assert.Empty(status.Workers);
        Assert.Equal((0.0, ""), (status.PatchesPerSecond, status.Slowest));
    }

    [Fact]
    public void Throughput_is_the_global_batch_over_the_time_of_the_last_steps()
    {
        Train();
        for (var step = 1; step <= 3; step++)
        {
            Receive(new Committed("a", _run.Generation, new CommitPoint(step, 0), 0, 0.4, 0), Start.AddSeconds(step * 0.5));
            Receive(new Committed("b", _run.Generation, new CommitPoint(step, 0), 0, 0.4, 0), Start.AddSeconds((step * 0.5) + 0.1));
        }
        Assert.Equal(16, _board.Describe(_run, Start).PatchesPerSecond, 1e-9);
    }

    [Theory]
    [InlineData(0.1, 0.9, SlownessCause.Compute)]
    [InlineData(0.9, 0.1, SlownessCause.Data)]
    public void The_slowest_worker_has_the_longest_data_and_compute_time(double data, double compute, SlownessCause cause)
    {
        Train();
        Receive(new Committed("a", _run.Generation, new CommitPoint(1, 0), 0.1, 0.2, 0.7), Start);
        Receive(new Committed("b", _run.Generation, new CommitPoint(1, 0), data, compute, 0), Start);
        var status = _board.Describe(_run, Start.AddSeconds(2));
        Assert.Equal(("b", cause), (status.Slowest, status.Cause));
        Assert.Equal(["a 0", "b 1"], status.Workers.Select(w => $"{w.Worker} {w.Rank}"));
        Assert.Equal(2, status.Workers[1].Silent, 1e-9);
    }

    [Fact]
    public void The_only_worker_that_does_not_wait_is_the_slowest()
    {
        Train();
        Receive(new Alive("a", _run.Generation, null, "all-reduce of step 0 for 2 s"), Start);
        Receive(new Alive("b", _run.Generation, null, ""), Start);
        var status = _board.Describe(_run, Start);
        Assert.Equal(("b", SlownessCause.OthersWait), (status.Slowest, status.Cause));
    }

    [Fact]
    public void Times_of_a_former_generation_do_not_count()
    {
        Train();
        Receive(new Committed("a", _run.Generation, new CommitPoint(1, 0), 1, 2, 3), Start);
        _run.Handle(new RunInput.Lost("b", new LossCause.ProcessExited("killed")), Start);
        var worker = Assert.Single(_board.Describe(_run, Start).Workers);
        Assert.Equal((-1, 0.0, 0.0, 0.0), (worker.Rank, worker.Data, worker.Compute, worker.Communication));
    }

    private void Train()
    {
        foreach (var worker in new[] { "a", "b" })
            Receive(new JoinRequest(worker, "host", "cpu", "1", "r", GenerationId.None), Start);
        foreach (var worker in new[] { "a", "b" })
            Receive(new Prepared(worker, _run.Generation, [], null), Start);
        foreach (var worker in new[] { "a", "b" })
            Receive(new Connected(worker, _run.Generation), Start);
    }

    private void Receive(IWorkerMessage message, DateTimeOffset now)
    {
        _board.Receive(message, now);
        _run.Handle(new RunInput.Received(message), now);
    }
}

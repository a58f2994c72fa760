using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;

namespace JsiGan.Protocol.Tests;

/// <summary>The text of run events.</summary>
public sealed class RunEventTextTests
{
    private static readonly WorkerIdentity Worker = new("w", "h", "cpu");

    [Fact]
    public void A_recovery_names_generation_workers_start_repeated_steps_and_duration()
    {
        var started = new GenerationStarted(
            new GenerationId(1, 17), [new GenerationMember(0, Worker)], new CommitPoint(140, 0),
            new Recovery(RecoveryCause.WorkerLost, TimeSpan.FromSeconds(0.94), RepeatedSteps: 2));
        Assert.Equal(
            "generation 17: 1 workers resumed at step 140 after 0.9 s, repeating 2 steps", RunEventText.Of(started));
    }

    [Fact]
    public void A_first_generation_has_no_duration() => Assert.Equal(
        "generation 1: 1 workers started at step 0",
        RunEventText.Of(new GenerationStarted(new GenerationId(1, 1), [new GenerationMember(0, Worker)], CommitPoint.Start, null)));

    [Fact]
    public void A_loss_names_worker_host_device_and_cause() => Assert.Equal(
        "w on h (cpu) did not answer within 2.5 s",
        RunEventText.Of(new WorkerLost(Worker, 0, new LossCause.Unresponsive(TimeSpan.FromSeconds(2.5)))));

    [Fact]
    public void Every_event_but_a_measurement_or_a_new_run_has_a_text_and_so_has_every_cause()
    {
        IRunEvent[] events =
        [
            new WorkerJoined(Worker), new WorkerRefused(Worker, "another version"), new WorkerLost(Worker, null, new LossCause.Left()),
            new CollectiveFailed(new GenerationId(1, 1), Worker, 0, "rank 1 closed its connection"),
            new GenerationStarted(new GenerationId(1, 1), [], CommitPoint.Start, null), new CoordinatorStarted(2, 3, CommitPoint.Start),
            new CoordinatorRestarting(2, "the database is unavailable"),
            new StoreUnavailable(StoreOperation.RecordEnd, "the database is unavailable", TimeSpan.FromSeconds(1)),
            new RunEnded(new RunEnd.Stopped("stopped by the user")),
        ];
        Assert.Equal(Implementations<IRunEvent>().Where(t => !t.IsAssignableTo(typeof(IMeasurement))), Sorted(events));
        Assert.All(events, happened => Assert.NotEmpty(RunEventText.Of(happened)!));
        Assert.Null(RunEventText.Of(new CoordinatorStarted(1, 0, CommitPoint.Start)));

        LossCause[] losses =
        [
            new LossCause.Disconnected(), new LossCause.ProcessExited("killed"), new LossCause.Unresponsive(TimeSpan.FromSeconds(3)),
            new LossCause.Failed("out of memory"), new LossCause.Left(),
        ];
        Assert.Equal(Implementations<LossCause>(), Sorted(losses));
        Assert.All(losses, cause => Assert.NotEmpty(RunEventText.Of(cause)));
        Assert.Equal(losses.Length, losses.Select(cause => cause.Label).Distinct().Count());

        RunEnd[] ends =
        [
            new RunEnd.Finished(5), new RunEnd.Stopped("stopped by the user"), new RunEnd.GivenUp(10, "out of addresses"),
            new RunEnd.Superseded(1), new RunEnd.Recorded(true, "all 5 steps are done"),
        ];
        Assert.Equal(Implementations<RunEnd>(), Sorted(ends));
        Assert.All(ends, end => Assert.NotEmpty(RunEventText.Of(end)));
    }

    private static IEnumerable<Type> Implementations<T>() =>
        typeof(T).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(T)))
            .OrderBy(t => t.Name, StringComparer.Ordinal);

    private static IEnumerable<Type> Sorted(IEnumerable<object> values) =>
        values.Select(v => v.GetType()).OrderBy(t => t.Name, StringComparer.Ordinal);
}

using JsiGan.Protocol.Runs;
using JsiGan.Protocol.Workers;

namespace JsiGan.Protocol.Tests.Workers;

public sealed class WorkerReportTests
{
    private static readonly GenerationId Old = new(1, 1);
    private static readonly GenerationId Current = new(1, 2);

    private readonly WorkerMachine _worker = new(new JoinRequest("w", "host", "cpu", "0.1.0", "recipe", GenerationId.None));

    public WorkerReportTests() => _worker.Handle(new WorkerEvent.Received(new Prepare(Current)));

    [Fact]
    public void A_measurement_of_an_earlier_generation_is_dropped() =>
        Assert.Empty(_worker.Handle(new WorkerEvent.Measured(new StageMeasured("w", Old, 40, 1, 31.5, 0.9, 4.5))));

    [Fact]
    public void A_checkpoint_that_is_stored_after_the_generation_changed_is_reported()
    {
        var saved = new CheckpointSaved("w", Old, 40, 1, 1_000_000, 0.5);
        Assert.Equal([new WorkerEffect.Send(saved)], _worker.Handle(new WorkerEvent.Measured(saved)));
    }
}

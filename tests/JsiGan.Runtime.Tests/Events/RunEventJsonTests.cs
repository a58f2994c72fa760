using System.Text.Json;
using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;
using JsiGan.Runtime.Events;

namespace JsiGan.Runtime.Tests.Events;

public sealed class RunEventJsonTests
{
    private static readonly WorkerIdentity Worker = new("worker-1", "host", "cpu");
    private static readonly GenerationId Generation = new(1, 2);

    public static TheoryData<IRunEvent> Events() =>
    [
        new WorkerJoined(Worker),
        new WorkerLost(Worker, 1, new LossCause.Unresponsive(TimeSpan.FromSeconds(2.5))),
        new WorkerLost(Worker, null, new LossCause.Disconnected()),
        new GenerationStarted(
            Generation, [new(0, Worker)], new CommitPoint(7, 1), new Recovery(RecoveryCause.WorkerLost, TimeSpan.FromSeconds(1), 3)),
        new StepMeasured("worker-1", Generation, 8, 2, 1, 1e-6, [new("rec", 0.25)], [new("generator", 1.5)], 0.003, 1, 0)
        {
            Logits = [new("d1-real", 0.5)], UpdateRatios = [new("generator", 1e-4)], Forward = 0.25, Bytes = 4096,
        },
        new CheckpointFailed("worker-1", Generation, 8, 2, "the disk is full"),
        new RunEnded(new RunEnd.GivenUp(10, "no connection")),
        new TrainingStarted("tiny", [8, 4], [2, 2], 2, 1) { LossWeights = [new("fm", 0.5)] },
        new WorkerRestarting("worker-1", "was killed (SIGKILL)", TimeSpan.FromSeconds(4)),
    ];

    [Theory, MemberData(nameof(Events))]
    public void An_event_is_read_as_it_was_written(IRunEvent happened)
    {
        var line = RunEventJson.Write(happened);
        var read = RunEventJson.Read(line);
        Assert.Equal(happened.GetType(), read.GetType());
        Assert.Equal(line, RunEventJson.Write(read));
        Assert.DoesNotContain('\n', line);
    }

    [Fact]
    public void The_kind_of_an_alternative_is_in_the_text()
    {
        var line = RunEventJson.Write(new WorkerLost(Worker, 1, new LossCause.Disconnected()));
        Assert.StartsWith("""{"event":"WorkerLost",""", line, StringComparison.Ordinal);
        Assert.Contains("\"kind\":\"Disconnected\"", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stage 1 step 1/12")]
    [InlineData("""{"event":"Unknown"}""")]
    public void Another_text_is_refused(string line) => Assert.ThrowsAny<JsonException>(() => RunEventJson.Read(line));
}

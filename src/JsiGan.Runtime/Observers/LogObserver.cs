using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;
using JsiGan.Runtime.Events;
using Microsoft.Extensions.Logging;

namespace JsiGan.Runtime.Observers;

/// <summary>Logs the events of a run, structured: every property of an event is one of its log entry.</summary>
public sealed partial class LogObserver(ILogger logger) : IRunObserver
{
    public void OnEvent(IRunEvent happened)
    {
        switch (happened)
        {
            case TrainingStarted each: Started(each.Recipe, each.Workers); break;
            case WorkerJoined each: Joined(each.Worker.Name, each.Worker.Host, each.Worker.Device); break;
            case WorkerRefused each: Refused(each.Worker.Name, each.Worker.Host, each.Reason); break;
            case WorkerLost each: Lost(each.Worker.Name, each.Rank, each.Cause.Label, RunEventText.Of(each.Cause)); break;
            case CollectiveFailed each: CollectiveBroke(each.Worker.Name, each.Generation.Number, each.Reason); break;
            case GenerationStarted { Recovery: { } recovery } each:
                Recovered(
                    each.Generation.Number, each.Members.Count, each.Start.Step, recovery.Cause, recovery.Duration.TotalSeconds,
                    recovery.RepeatedSteps);
                break;
            case GenerationStarted each: Began(each.Generation.Number, each.Members.Count, each.Start.Step); break;
            case CoordinatorStarted each: Coordinates(each.FencingToken, each.LastGeneration, each.Stored.Step); break;
            case StoreUnavailable each: StoreAway(each.Operation, each.Reason); break;
            case EpochMeasured each: Epoch(each.Stage, each.Epoch, each.Step, each.Psnr); break;
            case StageMeasured each: Stage(each.Stage, each.Step, each.Psnr, each.Ssim); break;
            case WorkerOutput each: Output(each.Worker, each.Line); break;
            case WorkerRestarting each: Restarting(each.Worker, each.How, each.Delay.TotalSeconds); break;
            case WorkerNotRestarted each: NotRestarted(each.Worker, each.How); break;
            case RunEnded { End.IsFailure: true } each: Failed(RunEventText.Of(each.End)); break;
            case RunEnded each: Ended(RunEventText.Of(each.End)); break;
            case var other when RuntimeEventText.Of(other) is { } text: Other(other.GetType().Name, text); break;
        }
    }

    [LoggerMessage(1, LogLevel.Information, "training of {Recipe} on {Workers} workers begins")]
    private partial void Started(string recipe, int workers);

    [LoggerMessage(2, LogLevel.Information, "{Worker} on {Host} ({Device}) joined")]
    private partial void Joined(string worker, string host, string device);

    [LoggerMessage(3, LogLevel.Warning, "{Worker} on {Host} is refused: {Reason}")]
    private partial void Refused(string worker, string host, string reason);

    [LoggerMessage(4, LogLevel.Warning, "{Worker} (rank {Rank}) is lost, {Cause}: {Reason}")]
    private partial void Lost(string worker, int? rank, string cause, string reason);

    [LoggerMessage(5, LogLevel.Warning, "{Worker}: a collective of generation {Generation} failed: {Reason}")]
    private partial void CollectiveBroke(string worker, long generation, string reason);

    [LoggerMessage(6, LogLevel.Information,
        "generation {Generation} of {Members} workers trains from step {Step} after {Cause}; recovery took {Seconds} s and repeats "
        + "{Repeated} steps")]
    private partial void Recovered(long generation, int members, long step, RecoveryCause cause, double seconds, long repeated);

    [LoggerMessage(7, LogLevel.Information, "generation {Generation} of {Members} workers trains from step {Step}")]
    private partial void Began(long generation, int members, long step);

    [LoggerMessage(8, LogLevel.Information,
        "this process coordinates the run: fencing token {FencingToken}, last generation {Generation}, stored step {Step}")]
    private partial void Coordinates(long fencingToken, long generation, long step);

    [LoggerMessage(9, LogLevel.Warning, "the run's store did not answer ({Operation}): {Reason}")]
    private partial void StoreAway(StoreOperation operation, string reason);

    [LoggerMessage(10, LogLevel.Information, "stage {Stage} epoch {Epoch} ended at step {Step}: validation PSNR {Psnr} dB")]
    private partial void Epoch(int stage, int epoch, long step, double psnr);

    [LoggerMessage(11, LogLevel.Information, "stage {Stage} ended at step {Step}: PSNR {Psnr} dB, SSIM {Ssim}")]
    private partial void Stage(int stage, long step, double psnr, double ssim);

    [LoggerMessage(12, LogLevel.Warning, "{Worker}: {Line}")]
    private partial void Output(string worker, string line);

    [LoggerMessage(13, LogLevel.Warning, "{Worker}: {How}; it is started again in {Seconds} s")]
    private partial void Restarting(string worker, string how, double seconds);

    [LoggerMessage(14, LogLevel.Error, "{Worker}: {How}; it is not started again")]
    private partial void NotRestarted(string worker, string how);

    [LoggerMessage(15, LogLevel.Error, "the run failed: {Reason}")]
    private partial void Failed(string reason);

    [LoggerMessage(16, LogLevel.Information, "the run ended: {Reason}")]
    private partial void Ended(string reason);

    [LoggerMessage(17, LogLevel.Information, "{Event}: {Text}")]
    private partial void Other(string @event, string text);
}

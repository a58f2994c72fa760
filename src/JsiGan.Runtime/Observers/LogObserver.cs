using System.Globalization;
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
        if (TextOf(happened) is { } text)
        {
            using var properties = logger.BeginScope(PropertiesOf(happened));
            Write(LevelOf(happened), text);
        }
    }

    [LoggerMessage(Message = "{Text}")]
    private partial void Write(LogLevel level, string text);

    private static string? TextOf(IRunEvent happened) => happened switch
    {
        EpochMeasured each => string.Create(CultureInfo.InvariantCulture,
            $"stage {each.Stage} epoch {each.Epoch} ended at step {each.Step}: PSNR {each.Psnr} dB, SSIM {each.Ssim}, "
            + $"delta E ITP {each.DeltaEItp}"),
        StageMeasured each => string.Create(CultureInfo.InvariantCulture,
            $"stage {each.Stage} ended at step {each.Step}: PSNR {each.Psnr} dB, SSIM {each.Ssim}, delta E ITP {each.DeltaEItp}"),
        CheckpointSaved each =>
            FormattableString.Invariant($"checkpoint of step {each.Step} stored: {Humanize.Bytes(each.Bytes)} in {each.Seconds:F1} s"),
        CheckpointFailed each => $"checkpoint of step {each.Step} was not stored: {each.Reason}",
        _ => RuntimeEventText.Of(happened),
    };

    private static LogLevel LevelOf(IRunEvent happened) => happened switch
    {
        WorkerNotRestarted or RunEnded { End.IsFailure: true } => LogLevel.Error,
        WorkerRefused or WorkerLost or CollectiveFailed or StoreUnavailable or CheckpointFailed or WorkerOutput or WorkerRestarting =>
            LogLevel.Warning,
        _ => LogLevel.Information,
    };

    // Serilog destructures properties whose names start with @.
    private static List<KeyValuePair<string, object?>> PropertiesOf(IRunEvent happened) =>
    [
        new("Event", happened.GetType().Name),
        .. happened.GetType().GetProperties().Select(each => KeyValuePair.Create($"@{each.Name}", each.GetValue(happened))),
    ];
}

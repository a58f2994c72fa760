using JsiGan.Storage.Checkpoints;
using JsiGan.Storage.Overview;

namespace JsiGan.Web.Pages;

/// <summary>A run as its page shows it.</summary>
/// <param name="Run">Its row in the list.</param>
/// <param name="Recipe">YAML.</param>
/// <param name="Metrics">Names of what it measured.</param>
internal sealed record RunView(RunSummary Run, string Recipe, IReadOnlyList<string> Metrics);

/// <summary>A worker of the newest generation.</summary>
/// <param name="Seconds">Mean seconds of each part of its last steps.</param>
internal sealed record WorkerView(int Rank, string Name, IReadOnlyDictionary<string, double> Seconds);

/// <summary>The end of a run's log.</summary>
internal sealed record LogView(string Text);

/// <summary>A checkpoint of a run.</summary>
/// <param name="Psnr">PSNR of the validation before it, dB; null if there was none.</param>
internal sealed record CheckpointView(
    long Id, long Step, int Stage, int Epoch, double? Psnr, long Bytes, bool Pinned, DateTime CreatedAt)
{
    public static CheckpointView Of(StoredCheckpoint stored) => new(
        stored.Id, stored.Description.Step, stored.Description.Stage, stored.Description.Epoch,
        stored.Description.Scores.TryGetValue("psnr", out var psnr) ? psnr : null, stored.Bytes, stored.Pinned, stored.CreatedAt);
}

/// <summary>Points of a metric, of each run that has some.</summary>
internal sealed record SeriesView(string Metric, IReadOnlyList<RunSeries> Runs);

/// <summary>Points of a metric of one run, as columns: each point spans some steps.</summary>
internal sealed record RunSeries(
    long Run, IReadOnlyList<long> Step, IReadOnlyList<double> Mean, IReadOnlyList<double> Least, IReadOnlyList<double> Most);

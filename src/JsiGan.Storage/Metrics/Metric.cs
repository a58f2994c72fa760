namespace JsiGan.Storage.Metrics;

/// <summary>A value of one step and worker.</summary>
/// <param name="Name">Such as loss/rec, gradient-norm/generator, time/data.</param>
/// <param name="Step">Updates done, this one included.</param>
/// <param name="Worker">Rank.</param>
/// <param name="Value">Seconds, decibels or a plain number.</param>
public readonly record struct StepMetric(string Name, long Step, short Worker, double Value);

/// <summary>A value of one epoch.</summary>
/// <param name="Name">Such as validation/psnr.</param>
/// <param name="Stage">1 or 2.</param>
/// <param name="Epoch">From 1.</param>
/// <param name="Step">Updates done at its end.</param>
/// <param name="Value">The value.</param>
public readonly record struct EpochMetric(string Name, short Stage, int Epoch, long Step, double Value);

/// <summary>Options of sending metrics.</summary>
public sealed record MetricOptions
{
    /// <summary>Folder of batches that wait for the database.</summary>
    public required string SpoolFolder { get; init; }

    /// <summary>Rows after which a batch is sent before its time, 1 to 1,000,000. Default 20,000.</summary>
    public int BatchRows { get; init; } = 20_000;

    /// <summary>How long rows are gathered before they are sent: open pages show them after it. Default 0.1 s.</summary>
    public TimeSpan BatchDelay { get; init; } = TimeSpan.FromSeconds(0.1);

    /// <summary>Batches in memory when the database is slow; more go to disk. Default 8.</summary>
    public int BatchesInMemory { get; init; } = 8;

    /// <summary>Delay between retries while the database is unavailable. Default 1 s.</summary>
    public TimeSpan Retry { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long closing waits for the database before it leaves the rest on disk. Default 10 s.</summary>
    public TimeSpan Closing { get; init; } = TimeSpan.FromSeconds(10);
}

namespace JsiGan.Storage.Metrics;

/// <summary>Metrics that wait for the database.</summary>
/// <param name="Queued">Batches in memory.</param>
/// <param name="Spooled">Batches on disk.</param>
/// <param name="LostRows">Rows dropped so far, because neither the database nor the disk took them.</param>
/// <param name="IsAvailable">Whether the database took the last batch.</param>
public sealed record MetricBacklog(int Queued, int Spooled, long LostRows, bool IsAvailable);

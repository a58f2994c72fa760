namespace JsiGan.Runtime.Monitoring;

/// <summary>A label of metrics. Its values are known before a run, or are bounded by the number of workers or GPUs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">The values it may have, for people.</param>
public sealed record MetricLabel(string Name, string Values)
{
    public static readonly MetricLabel Run = new("run", "name of the run's folder, one a process");
    public static readonly MetricLabel Stage = new("stage", "1, 2");
    public static readonly MetricLabel Term = new("term", "rec, adv, fm, dadv, dfm, d1, d2, g");
    public static readonly MetricLabel Weight = new("weight", "rec, adv, fm, detail");
    public static readonly MetricLabel Network = new("network", "generator, discriminator1, discriminator2");
    public static readonly MetricLabel Discriminator = new("discriminator", "d1 (on images), d2 (on detail layers)");
    public static readonly MetricLabel Images = new("images", "real, fake");
    public static readonly MetricLabel Part = new("part", "data, forward, backward, optimizer, communication");
    public static readonly MetricLabel Rank = new("rank", "0 to the number of workers - 1");
    public static readonly MetricLabel LossCause = new("cause", "disconnected, process_exited, unresponsive, failed, left");
    public static readonly MetricLabel RecoveryCause = new(
        "cause",
        "worker_joined, worker_lost, collective_failed, worker_silent, connect_timed_out, newer_checkpoint, coordinator_replaced");
    public static readonly MetricLabel Device = new("device", "index of the GPU, from 0");

    /// <summary>Each value, of a label whose <see cref="Values"/> name them all.</summary>
    public IReadOnlyList<string> Listed => Values.Split(", ");
}

using JsiGan.Protocol.Runs;

namespace JsiGan.Protocol.Status;

/// <summary>Timings of a worker's last updates in one generation.</summary>
internal sealed class WorkerTimes(GenerationId generation)
{
    private const int Window = 16;

    private readonly Queue<Committed> _updates = new();

    public GenerationId Generation { get; } = generation;

    public CommitPoint? Point { get; set; }

    public string Waiting { get; set; } = "";

    /// <summary>Means over the last updates, in seconds.</summary>
    public (double Data, double Compute, double Communication) Mean => _updates.Count == 0
        ? default
        : (_updates.Average(u => u.Data), _updates.Average(u => u.Compute), _updates.Average(u => u.Communication));

    public void Add(Committed update)
    {
        (Point, Waiting) = (update.Point, "");
        _updates.Enqueue(update);
        if (_updates.Count > Window)
            _updates.Dequeue();
    }
}

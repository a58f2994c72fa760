using JsiGan.Protocol;
using JsiGan.Protocol.Runs;
using JsiGan.Protocol.Workers;

namespace JsiGan.Cluster.Tests.Fakes;

/// <summary>
/// Trains by counting: an update every <paramref name="pace"/>, none when that is zero (the test then says <see cref="Commit"/>).
/// </summary>
internal sealed class FakeTrainingThread(string worker, TimeSpan pace, long steps) : ITrainingThread
{
    private readonly Lock _gate = new();
    private Action<WorkerEvent> _tell = _ => { };
    private GenerationId _generation = GenerationId.None;
    private Weights? _weights;
    private Timer? _timer;

    public string Waiting => "";

    /// <summary>Takes part in entering a generation: throw to fail it.</summary>
    public Action Entering { get; set; } = () => { };

    public void Start(Action<WorkerEvent> tell) => _tell = tell;

    public void Regroup(GenerationId generation)
    {
        lock (_gate)
        {
            _timer?.Dispose();
            _generation = generation;
            _tell(new WorkerEvent.Regrouped(generation, [1, 2, 3], _weights));
        }
    }

    public void Enter(Connect connect, int rank)
    {
        Entering();
        lock (_gate)
        {
            _weights = new Weights(connect.Generation, connect.Point);
            _tell(new WorkerEvent.Entered(connect.Generation));
            if (pace > TimeSpan.Zero)
                _timer = new Timer(_ => Commit(), null, pace, pace);
        }
    }

    /// <summary>Does a step, after the run's last none.</summary>
    public void Commit()
    {
        lock (_gate)
        {
            if (_weights is not { } weights || weights.Generation != _generation || weights.Point.Step >= steps)
                return;
            var point = new CommitPoint(weights.Point.Step + 1, 0);
            _weights = weights with { Point = point };
            _tell(new WorkerEvent.Updated(new Committed(worker, _generation, point, 0.01, 0.04, 0.02)));
        }
    }

    public Task FinishAsync(bool keep)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        lock (_gate)
            _timer?.Dispose();
    }
}

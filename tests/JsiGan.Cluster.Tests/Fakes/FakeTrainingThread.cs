using JsiGan.Protocol;
using JsiGan.Protocol.Runs;
using JsiGan.Protocol.Workers;

namespace JsiGan.Cluster.Tests.Fakes;

/// <summary>
/// Trains by counting: an update every <paramref name="pace"/>, or, if that is zero, when the test calls <see cref="Commit"/>.
/// </summary>
internal sealed class FakeTrainingThread(string worker, TimeSpan pace, long steps) : ITrainingThread
{
    private readonly Lock _gate = new();
    private Action<WorkerEvent> _report = _ => { };
    private GenerationId _generation = GenerationId.None;
    private WeightsVersion? _weights;
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Timer? _timer;

    /// <summary>Completes when the thread trains in its first generation.</summary>
    public Task Entered => _entered.Task;

    public string Waiting => "";

    /// <summary>Called when a generation is entered: throw to fail that.</summary>
    public Action Entering { get; set; } = () => { };

    public void Start(Action<WorkerEvent> report) => _report = report;

    public void Regroup(GenerationId generation)
    {
        lock (_gate)
        {
            _timer?.Dispose();
            _generation = generation;
            _report(new WorkerEvent.Regrouped(generation, [1, 2, 3], _weights));
        }
    }

    public void Enter(Connect connect, int rank)
    {
        Entering();
        lock (_gate)
        {
            _weights = new WeightsVersion(connect.Generation, connect.Point);
            _report(new WorkerEvent.Entered(connect.Generation));
            if (pace > TimeSpan.Zero)
                _timer = new Timer(_ => Commit(), null, pace, pace);
        }

        _entered.TrySetResult();
    }

    /// <summary>Does a step, unless the run's last step is done.</summary>
    public void Commit()
    {
        lock (_gate)
        {
            if (_weights is not { } weights || weights.Generation != _generation || weights.Point.Step >= steps)
                return;
            var point = new CommitPoint(weights.Point.Step + 1, 0);
            _weights = weights with { Point = point };
            _report(new WorkerEvent.Updated(new Committed(worker, _generation, point, 0.01, 0.04, 0.02)));
        }
    }

    public Task FinishAsync(bool saveCheckpoint)
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

using System.Collections.Concurrent;
using JsiGan.Cluster;
using JsiGan.Collectives;
using JsiGan.Protocol;
using JsiGan.Protocol.Runs;
using JsiGan.Protocol.Workers;
using JsiGan.Runtime.Checkpoints;
using JsiGan.Runtime.Events;
using JsiGan.Training;
using JsiGan.Training.Distributed;

namespace JsiGan.Runtime.Workers;

/// <summary>
/// The thread that trains in a worker process. It always leaves a generation at one of the trainer's updates, and so knows which weights it
/// holds. Commands come from the worker's actor, which never waits for it.
/// </summary>
public sealed class TrainingThread : ITrainingThread
{
    private readonly WorkerSetup _setup;
    private readonly ProcessGroup _group;
    private readonly BlockingCollection<Action> _orders = [];
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private Action<WorkerEvent> _tell = _ => { };
    private CancellationTokenSource _leave = new();
    private GenerationCollectives? _collectives;
    private GenerationRendezvous? _rendezvous;
    private Trainer? _trainer;
    private WeightsVersion? _weights;
    private StepMeasured? _unreported;

    public TrainingThread(WorkerSetup setup)
    {
        _setup = setup;
        _group = new ProcessGroup(setup.Recipe.Batch, setup.Recipe.BatchStatistics, setup.Time);
        _thread = new Thread(CarryOut) { Name = "training", IsBackground = true };
        _orders.Add(Prepare);
        _thread.Start();
    }

    /// <summary>Completes when data and networks are ready; until then the worker does not answer its coordinator.</summary>
    public Task Ready => _ready.Task;

    public string Waiting => _group.Waiting;

    public void Start(Action<WorkerEvent> tell) => _tell = tell;

    public void Regroup(GenerationId generation)
    {
        Leave("another generation forms");
        _orders.Add(() => OpenRendezvous(generation));
    }

    public void Enter(Connect connect, int rank)
    {
        CancellationToken left;
        lock (_gate)
            left = _leave.Token;

        _orders.Add(() => Train(connect, rank, left));
    }

    public Task FinishAsync(bool saveCheckpoint)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Leave("the run is over");
        _orders.Add(() =>
        {
            try
            {
                Finish(saveCheckpoint);
                done.SetResult();
            }
            catch (Exception fault)
            {
                done.SetException(fault);
            }
        });
        return done.Task;
    }

    public void Dispose()
    {
        Leave("the worker ends");
        _orders.CompleteAdding();
        _thread.Join();
        _orders.Dispose();
        _leave.Dispose();
    }

    private void CarryOut()
    {
        foreach (var order in _orders.GetConsumingEnumerable())
            order();

        _rendezvous?.Dispose();
        _trainer?.Dispose();
    }

    // Called on any thread: aborts the collective that the training thread waits in, and cancels earlier commands.
    private void Leave(string reason)
    {
        lock (_gate)
        {
            _leave.Cancel();
            _leave = new CancellationTokenSource();
            _collectives?.Abort(reason);
        }
    }

    private void Prepare()
    {
        try
        {
            _trainer = _setup.MakeTrainer(_group);
            _ready.SetResult();
        }
        catch (Exception fault)
        {
            _ready.SetException(fault);
        }
    }

    private void OpenRendezvous(GenerationId generation) => Attempt(generation, () =>
    {
        _rendezvous?.Dispose();
        _rendezvous = _setup.Alone ? null : GenerationRendezvous.Open(_setup.Address);
        _tell(new WorkerEvent.Regrouped(generation, _rendezvous?.Blob ?? [], _weights));
    });

    private void Train(Connect connect, int rank, CancellationToken left) => Attempt(connect.Generation, () =>
    {
        left.ThrowIfCancellationRequested();
        var rendezvous = Interlocked.Exchange(ref _rendezvous, null);
        using var collectives = GenerationCollectives.ConnectAsync(rendezvous, connect.Roster, rank, _setup.Collectives, left)
            .GetAwaiter().GetResult();
        Use(collectives, left);
        try
        {
            Agree(connect, rank, collectives);
            Run(connect.Generation, rank, left);
        }
        catch (Exception fault)
        {
            collectives.Abort(fault.Message);
            _trainer!.State.RollBack();
            throw;
        }
        finally
        {
            Use(null, left);
        }
    });

    private void Use(GenerationCollectives? collectives, CancellationToken left)
    {
        lock (_gate)
        {
            _collectives = collectives;
            if (collectives is not null && left.IsCancellationRequested)
                collectives.Abort("another generation forms");
        }
    }

    // All receive the source's weights. Meanwhile the others have no valid weights.
    private void Agree(Connect connect, int rank, GenerationCollectives collectives)
    {
        var generation = connect.Generation;
        _ = TellOfBreakAsync(generation, collectives);
        _group.Enter(collectives.Sums, collectives.Gradients);
        _group.Timeout = _setup.Timeout.Current;
        if (rank != connect.Source)
            _weights = null;
        else if (connect.Restore)
            Restore(connect);

        _trainer!.State.BroadcastState(connect.Source);
        if (_trainer.Point != connect.Point)
        {
            throw new InvalidOperationException(
                $"Generation {generation} starts at {connect.Point}, but rank {connect.Source} has the weights of {_trainer.Point}.");
        }

        _weights = new WeightsVersion(generation, connect.Point);
        _tell(new WorkerEvent.Entered(generation));
    }

    private void Restore(Connect connect)
    {
        _weights = null;
        if (_trainer!.Point != CommitPoint.Start || connect.Point != CommitPoint.Start)
        {
            if (connect.Point == CommitPoint.Start)
            {
                _trainer.Dispose();
                _trainer = _setup.MakeTrainer(_group);
            }
            else
            {
                _setup.Checkpoints.Restore(_trainer);
            }
        }

        _weights = new WeightsVersion(connect.Generation, connect.Point);
    }

    private void Run(GenerationId generation, int rank, CancellationToken left)
    {
        _setup.Observer.OnEvent(new GenerationEntered(generation, rank, _group.Size));
        Expect(rank);
        if (rank == 0 && _unreported is { } unreported)
        {
            // The previous rank 0 may have died before it reported this step.
            Tell(unreported);
        }

        foreach (var happened in _trainer!.Run())
        {
            _weights = new WeightsVersion(generation, _trainer.Point);
            Report(Messages.Of(_setup.Name, generation, happened), rank);
            if (happened is StepDone step)
            {
                _group.Timeout = _setup.Timeout.After(step.Position.Stage, step.Report.Times.Total);
                _tell(new WorkerEvent.Updated(Messages.Committed(_setup.Name, generation, _trainer.Point, step.Report.Times)));
            }
            else if (happened is EpochDone epoch && rank == 0)
            {
                Save(_trainer, generation, epoch.Report.Scores.Psnr);
                _setup.Images?.Save(_trainer, epoch.Position);
            }
            else if (happened is StageDone)
            {
                Expect(rank);
            }

            if (left.IsCancellationRequested)
                throw new OperationCanceledException("Another generation forms.", left);
        }

        _tell(new WorkerEvent.Updated(new Committed(_setup.Name, generation, _trainer.Point, 0, 0, 0)));
        left.WaitHandle.WaitOne();
    }

    // Losses and scores are over the global batch, so one rank reports them; each reports its own times.
    private void Report(IMeasurement measured, int rank)
    {
        _unreported = rank == 0 ? null : measured as StepMeasured ?? _unreported;
        if (rank == 0)
            Tell(measured);
        else if (measured is StepMeasured step)
            Tell(step.Times());
    }

    private void Tell(IMeasurement measured)
    {
        _setup.Observer.OnEvent(measured);
        _tell(new WorkerEvent.Measured(measured));
    }

    // Rank 0 saves for all.
    private void Expect(int rank)
    {
        if (rank == 0)
            _setup.Checkpoints.Expect(_trainer!);
    }

    // Detects a peer's death immediately, even while this thread computes.
    private async Task TellOfBreakAsync(GenerationId generation, GenerationCollectives collectives)
    {
        try
        {
            var reason = await collectives.BrokenAsync().ConfigureAwait(false);
            _tell(new WorkerEvent.Broke(generation, reason, Fatal: false));
        }
        catch (OperationCanceledException)
        {
            // Left orderly.
        }
    }

    // Failures caused by peers are reported; its own failures end the worker.
    private void Attempt(GenerationId generation, Action work)
    {
        try
        {
            work();
        }
        catch (OperationCanceledException)
        {
        }
        catch (CollectiveException broken)
        {
            _tell(new WorkerEvent.Broke(generation, broken.Message, Fatal: false));
        }
        catch (Exception odd)
        {
            var fault = OutOfMemory.Describe(odd) ?? odd;
            _setup.Failed(fault);
            _tell(new WorkerEvent.Broke(generation, fault.Message, Fatal: true));
        }
        finally
        {
            if (_weights is { } held)
                _weights = held with { Point = _trainer!.Point };
        }
    }

    private void Finish(bool saveCheckpoint)
    {
        if (!saveCheckpoint || _weights is not { } weights || _trainer is not { } trainer)
            return;

        if (trainer.Point.Phase == 1 && !trainer.IsFinished)
        {
            _group.Leave();
            _ = trainer.Run().First();
        }

        if (_setup.Checkpoints.Newest.Step != trainer.Position.GlobalStep)
            Save(trainer, weights.Generation, psnr: null);
    }

    private void Save(Trainer trainer, GenerationId generation, double? psnr)
    {
        var started = _setup.Time.GetTimestamp();
        var (step, stage) = (trainer.Position.GlobalStep, trainer.Position.Stage);
        _setup.Checkpoints.Save(trainer, generation, psnr, new SaveObserver(
            bytes => Tell(new CheckpointSaved(
                _setup.Name, generation, step, stage, bytes, _setup.Time.GetElapsedTime(started).TotalSeconds)),
            reason => Tell(new CheckpointFailed(_setup.Name, generation, step, stage, reason))));
    }
}

using System.Collections.Concurrent;
using JsiGan.Cluster;
using JsiGan.Collectives;
using JsiGan.Node.Hosting;
using JsiGan.Protocol;
using JsiGan.Protocol.Runs;
using JsiGan.Protocol.Workers;
using JsiGan.Training;
using JsiGan.Training.Distributed;

namespace JsiGan.Node.Workers;

/// <summary>
/// The thread that trains in a worker process. It leaves a generation at one of the trainer's updates, whatever it was doing, and so always
/// knows which weights it holds. Orders come from the worker's actor, which never waits for it.
/// </summary>
public sealed class TrainingThread : ITrainingThread
{
    private readonly WorkerSetup _setup;
    private readonly WorkerGroup _group;
    private readonly BlockingCollection<Action> _orders = [];
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private Action<WorkerEvent> _tell = _ => { };
    private CancellationTokenSource _leave = new();
    private Session? _session;
    private Meeting? _meeting;
    private Trainer? _trainer;
    private Weights? _weights;

    public TrainingThread(WorkerSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        _setup = setup;
        _group = new WorkerGroup(setup.Recipe.Batch, setup.Recipe.BatchStatistics, setup.Time);
        _thread = new Thread(CarryOut) { Name = "training", IsBackground = true };
        _orders.Add(Prepare);
        _thread.Start();
    }

    /// <summary>Completes when data and networks are there; before that the worker does not answer its coordinator.</summary>
    public Task Ready => _ready.Task;

    public string Waiting => _group.Waiting;

    public void Start(Action<WorkerEvent> tell) => _tell = tell;

    public void Regroup(GenerationId generation)
    {
        Leave("another generation forms");
        _orders.Add(() => Meet(generation));
    }

    public void Enter(Connect connect, int rank)
    {
        CancellationToken left;
        lock (_gate)
        {
            left = _leave.Token;
        }

        _orders.Add(() => Train(connect, rank, left));
    }

    public Task FinishAsync(bool keep)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Leave("the run is over");
        _orders.Add(() =>
        {
            try
            {
                Finish(keep);
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
        {
            order();
        }

        _meeting?.Dispose();
        _trainer?.Dispose();
    }

    // From any thread: what the training thread waits in ends, and so does what it has been told to do before.
    private void Leave(string reason)
    {
        lock (_gate)
        {
            _leave.Cancel();
            _leave = new CancellationTokenSource();
            _session?.Abort(reason);
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

    private void Meet(GenerationId generation) => Attempt(generation, () =>
    {
        _meeting?.Dispose();
        _meeting = Meeting.Open(_setup.Address);
        _tell(new WorkerEvent.Regrouped(generation, _meeting.Blob, _weights));
    });

    private void Train(Connect connect, int rank, CancellationToken left) => Attempt(connect.Generation, () =>
    {
        left.ThrowIfCancellationRequested();
        var meeting = Interlocked.Exchange(ref _meeting, null)
            ?? throw new InvalidOperationException($"Generation {connect.Generation} is entered without a meeting.");
        using var session = Session.ConnectAsync(meeting, connect.Roster, rank, _setup.Collectives, left).GetAwaiter().GetResult();
        Use(session, left);
        try
        {
            Agree(connect, rank, session);
            Run(connect.Generation, rank, left);
        }
        catch (Exception fault)
        {
            session.Abort(fault.Message);
            _trainer!.RollBack();
            throw;
        }
        finally
        {
            Use(null, left);
        }
    });

    private void Use(Session? session, CancellationToken left)
    {
        lock (_gate)
        {
            _session = session;
            if (session is not null && left.IsCancellationRequested)
            {
                session.Abort("another generation forms");
            }
        }
    }

    // All take the source's weights. One that is not the source has none while they come.
    private void Agree(Connect connect, int rank, Session session)
    {
        var generation = connect.Generation;
        _ = TellOfBreakAsync(generation, session);
        _group.Enter(session.Sums, session.Gradients);
        _group.Limit = _setup.Limit.Current;
        if (rank != connect.Source)
        {
            _weights = null;
        }
        else if (connect.Restore)
        {
            Restore(connect);
        }

        _trainer!.Share(connect.Source);
        if (_trainer.Point != connect.Point)
        {
            throw new InvalidOperationException(
                $"Generation {generation} starts at {connect.Point}, but rank {connect.Source} has the weights of {_trainer.Point}.");
        }

        _weights = new Weights(generation, connect.Point);
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

        _weights = new Weights(connect.Generation, connect.Point);
    }

    private void Run(GenerationId generation, int rank, CancellationToken left)
    {
        Expect(rank);
        foreach (var happened in _trainer!.Run())
        {
            _weights = new Weights(generation, _trainer.Point);
            _tell(new WorkerEvent.Measured(Messages.Of(_setup.Name, generation, happened)));
            if (happened is StepDone step)
            {
                _group.Limit = _setup.Limit.After(step.Position.Stage, step.Report.Data + step.Report.Compute + step.Report.Communication);
                _tell(new WorkerEvent.Updated(Messages.Committed(_setup.Name, generation, _trainer.Point, step.Report)));
            }
            else if (happened is EpochDone epoch && rank == 0)
            {
                _setup.Checkpoints.Save(_trainer, generation, epoch.Report.Psnr);
            }
            else if (happened is StageDone)
            {
                Expect(rank);
            }

            if (left.IsCancellationRequested)
            {
                throw new OperationCanceledException("Another generation forms.", left);
            }
        }

        _tell(new WorkerEvent.Updated(new Committed(_setup.Name, generation, _trainer.Point, 0, 0, 0)));
        left.WaitHandle.WaitOne();
    }

    // Rank 0 saves for all.
    private void Expect(int rank)
    {
        if (rank == 0)
        {
            _setup.Checkpoints.Expect(_trainer!);
        }
    }

    // A peer's death is known at once, also while this thread computes and asks nothing of it.
    private async Task TellOfBreakAsync(GenerationId generation, Session session)
    {
        try
        {
            var reason = await session.BrokenAsync().ConfigureAwait(false);
            _tell(new WorkerEvent.Broke(generation, reason, Fatal: false));
        }
        catch (OperationCanceledException)
        {
            // Left in good order.
        }
    }

    // What other workers cause is told and forgotten; what this one causes ends it.
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
            {
                _weights = held with { Point = _trainer!.Point };
            }
        }
    }

    private void Finish(bool keep)
    {
        if (!keep || _weights is not { } weights || _trainer is not { } trainer)
        {
            return;
        }

        if (trainer.Point.Phase == 1 && !trainer.IsFinished)
        {
            _group.Leave();
            _ = trainer.Run().First();
        }

        if (_setup.Checkpoints.Newest.Step != trainer.Position.GlobalStep)
        {
            _setup.Checkpoints.Save(trainer, weights.Generation, psnr: null);
        }
    }
}

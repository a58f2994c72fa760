using JsiGan.Protocol.Runs;
using JsiGan.Protocol.Workers;

namespace JsiGan.Protocol.Tests.Simulation;

/// <summary>A worker process: its state machine, its weights, and a training thread that takes part in collectives.</summary>
internal sealed class SimulatedWorker(World world, string name)
{
    private readonly WorkerMachine _machine =
        new(new JoinRequest(name, "host-" + name, "cpu", World.Version, World.Recipe, GenerationId.None));
    private readonly Queue<Action> _frozen = new();
    private List<Update>? _weights;
    private Connect? _training;

    public string Name => name;

    public bool Alive { get; private set; } = true;

    public bool Stopped { get; private set; }

    public bool Exited { get; private set; }

    /// <summary>The generation that the training thread takes part in; null outside of one.</summary>
    public GenerationId? Trains => _training?.Generation;

    public IReadOnlyList<Update>? Weights => _weights;

    /// <summary>The generation in which the weights were agreed on.</summary>
    public GenerationId Agreed { get; private set; } = GenerationId.None;

    /// <summary>Runs the action in the process, or queues it while the process is stopped.</summary>
    public void Do(Action happens)
    {
        if (!Alive || Exited)
            return;
        if (Stopped)
            _frozen.Enqueue(happens);
        else
            happens();
    }

    public void Kill()
    {
        Alive = false;
        Leave();
    }

    public void Stop() => Stopped = true;

    public void Continue()
    {
        Stopped = false;
        while (_frozen.TryDequeue(out var happens))
            Do(happens);
    }

    public void Receive(ICoordinatorMessage message) => Handle(new WorkerEvent.Received(message));

    public void Tick() => Handle(new WorkerEvent.Ticked(""));

    /// <summary>A collective of the generation is complete: the source's weights are received, or an update is applied.</summary>
    public void Complete(GenerationId generation, int index, IReadOnlyList<Update>? source)
    {
        if (Trains != generation)
            return;
        if (index == World.Agreement)
        {
            _weights = [.. source!];
            Agreed = generation;
            Handle(new WorkerEvent.Entered(generation));
        }
        else
        {
            world.Check(_weights!.Count == index, $"{name} applies update {index} to weights of {_weights.Count} updates");
            _weights.Add(new Update(index, generation));
            Handle(new WorkerEvent.Updated(new Committed(name, generation, Plan.PointAfter(_weights.Count), 0, 0, 0)));
        }
        if (_weights.Count < Plan.Updates)
            world.Arrive(this, _training!, _weights.Count);
    }

    /// <summary>The training thread's collective failed.</summary>
    public void Break(GenerationId generation, string reason)
    {
        if (Trains != generation)
            return;
        Leave();
        Handle(new WorkerEvent.Broke(generation, reason, Fatal: false));
    }

    private void Handle(WorkerEvent happened)
    {
        var before = _machine.Generation;
        var effects = _machine.Handle(happened);
        world.Check(_machine.Generation >= before, $"{name} went back from generation {before} to {_machine.Generation}");
        foreach (var effect in effects)
            CarryOut(effect);
    }

    private void CarryOut(WorkerEffect effect)
    {
        switch (effect)
        {
            case WorkerEffect.Send(var message):
                world.SendToCoordinator(message);
                break;
            case WorkerEffect.Regroup(var generation):
                Leave();
                world.Later(0, 200, () => Do(() => Handle(new WorkerEvent.Regrouped(generation, [1], Held()))));
                break;
            case WorkerEffect.Enter(var connect, var rank):
                world.Check(_training is null, $"{name} enters generation {connect.Generation} while it trains in {Trains}");
                _training = connect;
                if (rank == connect.Source && connect.Restore)
                    _weights = [.. world.Store.Checkpoint];
                world.Arrive(this, connect, World.Agreement);
                break;
            case WorkerEffect.Exit:
                Leave();
                Exited = true;
                break;
        }
    }

    private WeightsVersion? Held() => _weights is null ? null : new WeightsVersion(Agreed, Plan.PointAfter(_weights.Count));

    private void Leave()
    {
        if (_training is not { } left)
            return;
        _training = null;
        world.Left(this, left);
    }
}

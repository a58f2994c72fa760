using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;

namespace JsiGan.Protocol.Tests.Simulation;

/// <summary>
/// Workers, coordinators and a network in simulated time, all driven by one seed: messages are delayed, reordered and lost, processes are
/// killed, stopped and started.
/// </summary>
internal sealed class World(int seed)
{
    public const string Version = "1", Recipe = "r";
    public const int Agreement = -1;

    private readonly Random _random = new(seed);
    private readonly PriorityQueue<Action, (DateTimeOffset, long)> _queue = new();
    private readonly List<SimulatedWorker> _workers = [];
    private readonly Dictionary<(GenerationId, int), HashSet<SimulatedWorker>> _collectives = [];
    private readonly List<string> _log = [];
    private long _order;
    private int _names;
    private double _loss;

    public DateTimeOffset Now { get; private set; } = DateTimeOffset.UnixEpoch;

    public Store Store { get; } = new();

    public SimulatedCoordinator Coordinator { get; private set; } = null!;

    public IReadOnlyList<SimulatedWorker> Running => [.. _workers.Where(w => w.Alive && !w.Exited)];

    /// <summary>Runs one schedule to its end and checks what must always hold.</summary>
    public void Run()
    {
        var workers = _random.Next(1, 5);
        Coordinator = new SimulatedCoordinator(this, workers);
        for (var i = 0; i < workers; i++)
            AddWorker();
        _loss = _random.Next(2) * 0.03;
        for (var disturbances = _random.Next(0, 9); disturbances > 0; disturbances--)
            Later(100, 20_000, Disturb);
        AdvanceTo(Now + TimeSpan.FromSeconds(22), untilFinished: false);
        Settle();
        AdvanceTo(Now + TimeSpan.FromSeconds(240), untilFinished: true);
        CheckTheEnd();
    }

    public void Check(bool holds, string what)
    {
        if (!holds)
            throw new InvalidOperationException($"seed {seed}, {Now:mm\\:ss\\.fff}: {what}\n{string.Join('\n', _log.TakeLast(40))}");
    }

    public void Write(string text) => _log.Add($"{Now:mm\\:ss\\.fff} {text}");

    public void At(DateTimeOffset time, Action happens) => _queue.Enqueue(happens, (time, _order++));

    public void Later(int fromMilliseconds, int toMilliseconds, Action happens) =>
        At(Now + TimeSpan.FromMilliseconds(_random.Next(fromMilliseconds, toMilliseconds + 1)), happens);

    public void SendToCoordinator(IWorkerMessage message) => Travel(() => Coordinator.Handle(new RunInput.Received(message)));

    public void SendToWorker(string name, ICoordinatorMessage message)
    {
        if (_workers.Find(w => w.Name == name) is { } worker)
            Travel(() => worker.Do(() => worker.Receive(message)));
    }

    /// <summary>A training thread waits in a collective, which completes on each rank after all of the generation wait in it.</summary>
    public void Arrive(SimulatedWorker worker, Connect connect, int index)
    {
        var key = (connect.Generation, index);
        if (!_collectives.TryGetValue(key, out var present))
            _collectives[key] = present = [];
        present.Add(worker);
        var members = connect.Roster.Select(r => _workers.First(w => w.Name == r.Worker)).ToList();
        if (members.Any(m => m.Trains != connect.Generation && (m.Exited || !m.Alive)))
            Later(10, 40, () => worker.Do(() => worker.Break(connect.Generation, "a peer is gone")));
        if (!members.TrueForAll(present.Contains))
            return;
        Check(
            members.TrueForAll(m => m.Trains == connect.Generation),
            $"a collective of generation {connect.Generation} includes workers outside of it");
        var source = index == Agreement ? members[connect.Source].Weights!.ToList() : null;
        foreach (var member in members)
            Later(1, 400, () => member.Do(() => member.Complete(connect.Generation, index, source)));
    }

    /// <summary>A training thread left its generation: the collectives of the others fail.</summary>
    public void Left(SimulatedWorker worker, Connect left)
    {
        foreach (var others in _collectives.Where(m => m.Key.Item1 == left.Generation).Select(m => m.Value))
            others.Remove(worker);
        foreach (var entry in left.Roster.Where(r => r.Worker != worker.Name))
        {
            var other = _workers.First(w => w.Name == entry.Worker);
            Later(5, 1500, () => other.Do(() => other.Break(left.Generation, $"{worker.Name} closed its connection")));
        }
    }

    private void AddWorker()
    {
        var worker = new SimulatedWorker(this, $"w{++_names}");
        _workers.Add(worker);
        SendHeartbeats(worker);
    }

    private void SendHeartbeats(SimulatedWorker worker)
    {
        if (!worker.Alive || worker.Exited)
            return;
        if (!worker.Stopped)
            worker.Tick();
        Later(900, 1100, () => SendHeartbeats(worker));
    }

    private void Travel(Action arrive)
    {
        if (_random.NextDouble() >= _loss)
            Later(1, 120, arrive);
    }

    private void Disturb()
    {
        var victim = Running.Count > 0 ? Running[_random.Next(Running.Count)] : null;
        switch (_random.Next(7))
        {
            case 0 or 1 when victim is not null: Kill(victim); break;
            case 2 when victim is not null:
                Write($"{victim.Name} is stopped");
                victim.Stop();
                Later(500, 9000, () => victim.Continue());
                break;
            case 3 or 4 when Running.Count < 8: AddWorker(); break;
            case 5: ReplaceCoordinator(); break;
            case 6 when Running.FirstOrDefault(w => w.Weights is not null && w.Agreed == Store.Ledger.Last) is { } saver:
                SaveCheckpoint(saver);
                break;
        }
    }

    private void Kill(SimulatedWorker victim)
    {
        Write($"{victim.Name} is killed");
        victim.Kill();
        Later(5, 2000, () => Coordinator.Handle(new RunInput.Lost(victim.Name, new LossCause.Disconnected())));
    }

    // Half of the old coordinators are not dead but partitioned: they keep sending messages for a while.
    private void ReplaceCoordinator()
    {
        Write("the coordinator is replaced");
        var old = Coordinator;
        if (_random.Next(2) == 0)
            old.Kill();
        Later(500, 8000, old.Kill);
        Coordinator = new SimulatedCoordinator(this, Math.Max(1, Running.Count));
    }

    private void SaveCheckpoint(SimulatedWorker saver)
    {
        if (saver.Stopped || !Store.Save(saver.Agreed, saver.Weights!))
            return;
        var point = Plan.PointAfter(Store.Checkpoint.Count);
        Write($"a checkpoint of {point} is stored");
        Travel(() => Coordinator.Handle(new RunInput.Stored(point)));
    }

    private void Settle()
    {
        _loss = 0;
        foreach (var worker in Running)
            worker.Continue();
        if (Running.Count == 0 && Coordinator.Finished != true)
            AddWorker();
        Write("the membership is stable");
    }

    private void AdvanceTo(DateTimeOffset end, bool untilFinished)
    {
        while (_queue.TryPeek(out _, out var next) && next.Item1 <= end && !(untilFinished && Coordinator.Finished is not null))
        {
            var happens = _queue.Dequeue();
            Now = next.Item1;
            happens();
        }
        if (!untilFinished)
            Now = end;
    }

    private void CheckTheEnd()
    {
        Check(Coordinator.Finished == true, "the run did not finish though the membership was stable");
        var weights = _workers.Find(w => w.Agreed == Store.Ledger.Last && w.Weights?.Count == Plan.Updates)?.Weights;
        Check(weights is not null, "no worker has the last weights");
        for (var i = 0; i < Plan.Updates; i++)
            Check(weights![i].Index == i, $"place {i} of the weights holds update {weights[i].Index}");
        var ranges = Store.Ledger.Ranges(Plan.Steps);
        Check(ranges[0].First == 0 && ranges[^1].End == Plan.Steps, "the ledger does not cover the run");
        for (var i = 1; i < ranges.Count; i++)
        {
            Check(
                ranges[i].First == ranges[i - 1].End,
                $"the ledger's range {i} starts at {ranges[i].First}, the one before ends at {ranges[i - 1].End}");
        }

        foreach (var update in weights!)
        {
            var (step, last) = Plan.StepOf(update.Index);
            var owner = ranges.First(r => r.First <= step && step < r.End).Generation;
            Check(
                !last || owner == update.Generation,
                $"the ledger gives step {step} to generation {owner}, the weights have it from {update.Generation}");
        }
    }
}

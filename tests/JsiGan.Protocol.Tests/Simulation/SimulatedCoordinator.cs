using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;

namespace JsiGan.Protocol.Tests.Simulation;

/// <summary>A coordinator process: carries out the effects of its machine until it is killed, fenced off, or the run ends.</summary>
internal sealed class SimulatedCoordinator
{
    private readonly World _world;
    private readonly RunMachine _machine;
    private readonly long _token;

    public SimulatedCoordinator(World world, int workers)
    {
        _world = world;
        _token = world.Store.TakeOver();
        var settings = new RunSettings
        {
            Version = World.Version, Recipe = World.Recipe, Batch = 8, Steps = Plan.Steps, Workers = workers, FruitlessGenerations = 1000,
        };
        _machine = new RunMachine(settings, _token, world.Store.ReadLedger(), Plan.PointAfter(world.Store.Checkpoint.Count));
    }

    public bool Alive { get; private set; } = true;

    public bool? Finished { get; private set; }

    public void Kill() => Alive = false;

    public void Handle(RunInput input)
    {
        if (!Alive)
            return;
        foreach (var effect in _machine.Handle(input, _world.Now))
        {
            switch (effect)
            {
                case RunEffect.Send(var worker, var message): _world.SendToWorker(worker, message); break;
                case RunEffect.Publish(var happened): _world.Write(RunEventText.Of(happened) ?? $"{happened}"); break;
                case RunEffect.EndRun(var end): Finished = end.IsFinished; break;
                case RunEffect.OpenGeneration(var generation, var first, _):
                    var (written, fenced) = _world.Store.Open(_token, generation, first);
                    if (fenced)
                        Kill();
                    else if (!written)
                        Handle(new RunInput.Stored(Plan.PointAfter(_world.Store.Checkpoint.Count)));
                    if (!written)
                        return;
                    break;
            }
        }
        if (_machine.Deadline is { } deadline)
            _world.At(deadline, () => Handle(new RunInput.Ticked()));
    }
}

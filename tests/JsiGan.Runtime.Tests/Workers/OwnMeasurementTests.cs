using System.Collections.Concurrent;
using JsiGan.Cluster.Hosting;
using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;
using JsiGan.Runtime.Checkpoints;
using JsiGan.Runtime.Events;
using JsiGan.Runtime.Files;
using JsiGan.Runtime.Monitoring;
using JsiGan.Runtime.Runs;
using JsiGan.Runtime.Workers;
using JsiGan.Testing;
using JsiGan.Testing.Recovery;

namespace JsiGan.Runtime.Tests.Workers;

public sealed class OwnMeasurementTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly ConcurrentQueue<IRunEvent> _own = [];
    private readonly ConcurrentQueue<IRunEvent> _published = [];
    private readonly RunParts _parts = new();
    private IRunNode? _seen;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_worker_shows_its_own_process_all_that_it_reports_and_its_node_while_the_run_is_on()
    {
        Directory.CreateDirectory(_folder.File("run"));
        var folder = new RunFolder(_folder.File("run"));
        var recipe = SmallRun.Recipe(stage1: 2, stage2: 2);
        var setup = new WorkerSetup
        {
            Name = "w",
            Recipe = recipe,
            MakeTrainer = group => SmallRun.Trainer(recipe, new RampPatches(SmallRun.GeometryOf(recipe)), group),
            Checkpoints = new FolderCheckpoints(folder.Checkpoint),
            Observer = new RunObserver(Observe),
        };
        var run = new LocalRun(recipe, folder, new RunObserver(_published.Enqueue), stored: null, TimeProvider.System) { Parts = _parts };
        Assert.True(await run.RunAsync(new OneProcess(setup, "cpu"), CancellationToken.None));

        Assert.Equal((0, 1), (_own.OfType<GenerationEntered>().Single().Rank, _own.OfType<GenerationEntered>().Single().Size));
        Assert.Equal(_own.OfType<IMeasurement>(), _published.OfType<IMeasurement>());
        var steps = _own.OfType<StepMeasured>().ToList();
        Assert.Equal([1, 2, 3, 4], steps.Select(step => step.Step));
        Assert.All(steps, step => Assert.Equal(step.Compute, step.Forward + step.Backward + step.Optimizer, 1e-9));
        Assert.All(steps, step => Assert.All(step.WeightNorms.Concat(step.UpdateRatios), norm => Assert.True(norm.Value > 0)));
        Assert.Equal(["d1-real", "d1-fake", "d2-real", "d2-fake"], steps[^1].Logits.Select(logit => logit.Name));
        Assert.NotNull(_seen);
        Assert.Null(_parts.Node);
    }

    private void Observe(IRunEvent happened)
    {
        _own.Enqueue(happened);
        _seen ??= _parts.Node is { CoordinatorMailbox: not null } node ? node : null;
    }
}

using JsiGan.Protocol.Events;
using JsiGan.Runtime.Events;
using JsiGan.Runtime.Observers;
using JsiGan.Runtime.Workers;
using JsiGan.Testing.Recovery;
using Xunit.Abstractions;

namespace JsiGan.Integration.Tests.Recovery;

/// <summary>
/// Runs of real worker processes under `jsigan train`'s coordinator that lose and gain workers end with the weights of an undisturbed run,
/// having trained on each sample once.
/// </summary>
[Collection("processes")]
public sealed class RecoveryTests(ITestOutputHelper output) : IDisposable
{
    private const double Equal = 1e-9;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(2);

    private readonly TestFolder _folder = new();
    private readonly List<IRunEvent> _events = [];
    private readonly HashSet<string> _taken = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task No_kind_of_loss_changes_the_samples_or_the_weights()
    {
        var recipe = SmallRun.Recipe(stage1: 50, stage2: 30);
        var run = Run(recipe);
        using var extra = new ExtraWorkers(run);
        var losses = new Queue<(long Step, Action<string> Befall)>(
        [
            (8, worker => Signals.Send(run.Workers[worker], Signals.Kill)),
            (16, worker => new FaultInjection(run.Path, worker).Throw()),
            (32, worker => new FaultInjection(run.Path, worker).SlowDown(TimeSpan.FromMilliseconds(100))),
            (40, worker => Signals.Send(run.Workers[worker], Signals.Stop)),
            (60, worker => Signals.Send(run.Workers[worker], Signals.Kill)),
        ]);
        var finished = await run.TrainAsync(workers: 3, step =>
        {
            if (step == 24)
                extra.Join();

            if (losses.TryPeek(out var next) && step >= next.Step)
            {
                // On a busy machine a replacement may start too late: the others slow down.
                var worker = Take(run);
                FaultInjection.SlowDownAll(run.Path, worker is null ? Wait : Pace);
                if (worker is not null)
                    losses.Dequeue().Befall(worker);
            }
        });
        Assert.True(finished);
        Assert.Empty(losses);
        var lost = _events.OfType<WorkerLost>().Select(loss => loss.Cause).ToList();
        Assert.Equal(2, lost.Count(cause => cause is LossCause.ProcessExited { Description: var how } && how == WorkerEnds.Describe(137)));
        Assert.Contains(lost, cause => cause is LossCause.Unresponsive);
        Assert.Contains(_events.OfType<WorkerRestarting>(), restart => restart.How == WorkerEnds.Describe(WorkerEnds.Bug));
        Assert.Contains(_events.OfType<WorkerJoined>(), joined => joined.Worker.Name == "extra-1");
        Hold(run, recipe);
    }

    [Fact]
    public async Task A_run_under_random_kills_stops_and_joins_ends_with_the_weights_of_an_undisturbed_one()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}: `jsigan bench chaos` runs the long form");
        var recipe = SmallRun.Recipe(stage1: 60, stage2: 40);
        var run = Run(recipe);
        using var chaos = new Chaos(seed, run, output.WriteLine) { MaxGap = 32 };
        Assert.True(await run.TrainAsync(workers: 4, chaos.OnStep), $"seed {seed}");
        Hold(run, recipe);
    }

    private DisturbedRun Run(Training.Recipes.Recipe recipe)
    {
        var path = _folder.File("run");
        Directory.CreateDirectory(path);
        FaultInjection.SlowDownAll(path, Pace);
        return new DisturbedRun(recipe, path, new RunObserver(happened =>
        {
            output.WriteLine(RuntimeEventText.Of(happened) ?? happened.ToString());
            _events.Add(happened);
        }));
    }

    // A member that has not been disturbed yet; null if there is none.
    private string? Take(DisturbedRun run)
    {
        var name = run.Workers.Keys.Order(StringComparer.Ordinal).FirstOrDefault(worker => !_taken.Contains(worker)
            && _events.OfType<WorkerJoined>().Any(joined => joined.Worker.Name == worker));
        if (name is not null)
            _taken.Add(name);

        return name;
    }

    private void Hold(DisturbedRun run, Training.Recipes.Recipe recipe)
    {
        var verdict = run.Verify(DisturbedRun.TrainUndisturbed(recipe, _folder.File("undisturbed")));
        output.WriteLine(verdict.ToString());
        Assert.Equal((0, 0), (verdict.Lost, verdict.Repeated));
        Assert.True(verdict.Difference <= Equal, $"{verdict.Where} differs by {verdict.Difference:e2}");
        Assert.Empty(run.Workers);
    }
}

using JsiGan.Benchmarks.Recovery;
using JsiGan.Protocol.Events;
using JsiGan.Runtime.Events;
using JsiGan.Runtime.Observers;
using JsiGan.Runtime.Workers;
using Xunit.Abstractions;

namespace JsiGan.Integration.Tests.Recovery;

/// <summary>
/// Runs by real worker processes under `jsigan train`'s own coordinator that lose workers and gain some: they end with the weights of a run
/// that nothing happened to, and each sample of it was trained on once.
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
    public async Task Every_kind_of_loss_costs_no_sample_and_no_digit()
    {
        var recipe = SmallRun.Recipe(stage1: 50, stage2: 30);
        var run = Run(recipe);
        using var extra = new ExtraWorkers(run);
        var losses = new Queue<(long Step, Action<string> Befall)>(
        [
            (8, worker => Signals.Send(run.Workers[worker], Signals.Kill)),
            (16, worker => new Trouble(run.Path, worker).Throw()),
            (32, worker => new Trouble(run.Path, worker).SlowDown(TimeSpan.FromMilliseconds(100))),
            (40, worker => Signals.Send(run.Workers[worker], Signals.Stop)),
            (60, worker => Signals.Send(run.Workers[worker], Signals.Kill)),
        ]);
        var finished = await run.TrainAsync(workers: 3, step =>
        {
            if (step == 24)
                extra.Join();

            if (losses.TryPeek(out var next) && step >= next.Step)
            {
                // A busy machine starts a new worker slower than the others train: they wait for it.
                var worker = Take(run);
                Trouble.Pace(run.Path, worker is null ? Wait : Pace);
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
    public async Task A_run_under_random_kills_stops_and_joins_ends_as_if_nothing_had_happened()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}: `jsigan bench chaos` runs the long form");
        var recipe = SmallRun.Recipe(stage1: 120, stage2: 80);
        var run = Run(recipe);
        using var chaos = new Chaos(seed, run, output.WriteLine) { MostGap = 48 };
        Assert.True(await run.TrainAsync(workers: 4, chaos.OnStep), $"seed {seed}");
        Hold(run, recipe);
    }

    private DisturbedRun Run(Training.Recipes.Recipe recipe)
    {
        var path = _folder.File("run");
        Directory.CreateDirectory(path);
        Trouble.Pace(path, Pace);
        return new DisturbedRun(recipe, path, new RunObserver(happened =>
        {
            output.WriteLine(RuntimeEventText.Of(happened) ?? happened.ToString());
            _events.Add(happened);
        }));
    }

    // One that trains and that nothing has been done to; null while there is none.
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
        var verdict = run.Judge(DisturbedRun.Undisturbed(recipe, _folder.File("undisturbed")));
        output.WriteLine(verdict.ToString());
        Assert.Equal((0, 0), (verdict.Lost, verdict.Repeated));
        Assert.True(verdict.Difference <= Equal, $"{verdict.Where} differs by {verdict.Difference:e2}");
        Assert.Empty(run.Workers);
    }
}

using JsiGan.Benchmarks.Recovery;
using JsiGan.Testing;
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

    private readonly TestFolder _folder = new();
    private readonly List<string> _notes = [];
    private readonly HashSet<string> _taken = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_kind_of_loss_costs_no_sample_and_no_digit()
    {
        var recipe = SmallRun.Recipe(stage1: 50, stage2: 30);
        var run = Run(recipe);
        using var extra = new ExtraWorkers(run);
        var finished = run.Train(workers: 3, step =>
        {
            switch (step)
            {
                case 8:
                    Signals.Send(run.Workers[Take(run)], Signals.Kill);
                    break;
                case 16:
                    new Trouble(run.Path, Take(run)).Throw();
                    break;
                case 24:
                    extra.Join();
                    break;
                case 32:
                    new Trouble(run.Path, Take(run)).SlowDown(TimeSpan.FromMilliseconds(100));
                    break;
                case 40:
                    Signals.Send(run.Workers[Take(run)], Signals.Stop);
                    break;
                case 60:
                    Signals.Send(run.Workers[Take(run)], Signals.Kill);
                    break;
            }
        });
        Assert.True(finished);
        Assert.Equal(2, _notes.Count(note => note.Contains("is lost", StringComparison.Ordinal)
            && note.EndsWith("it was killed (SIGKILL)", StringComparison.Ordinal)));
        Assert.Contains(_notes, note =>
            note.Contains("it failed by a fault in its code; another takes its place", StringComparison.Ordinal));
        Assert.Contains(_notes, note => note.Contains("no answer within", StringComparison.Ordinal));
        Assert.Contains(_notes, note =>
            note.StartsWith("extra-1 on ", StringComparison.Ordinal) && note.EndsWith("joined", StringComparison.Ordinal));
        Hold(run, recipe);
    }

    [Fact]
    public void A_run_under_random_kills_stops_and_joins_ends_as_if_nothing_had_happened()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}: `jsigan bench chaos` runs the long form");
        var recipe = SmallRun.Recipe(stage1: 120, stage2: 80);
        var run = Run(recipe);
        using var chaos = new Chaos(seed, run, output.WriteLine) { MostGap = 48 };
        Assert.True(run.Train(workers: 4, chaos.OnStep), $"seed {seed}");
        Hold(run, recipe);
    }

    private DisturbedRun Run(Training.Recipes.Recipe recipe)
    {
        var path = _folder.File("run");
        Directory.CreateDirectory(path);
        Trouble.Pace(path, Pace);
        return new DisturbedRun(recipe, path, note =>
        {
            output.WriteLine(note);
            _notes.Add(note);
        });
    }

    // One that trains and that nothing has been done to.
    private string Take(DisturbedRun run)
    {
        var name = run.Workers.Keys.Order(StringComparer.Ordinal).First(worker => !_taken.Contains(worker)
            && _notes.Exists(note => note.StartsWith($"{worker} on ", StringComparison.Ordinal)
                && note.EndsWith("joined", StringComparison.Ordinal)));
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

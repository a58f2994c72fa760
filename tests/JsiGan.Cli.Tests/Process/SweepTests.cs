namespace JsiGan.Cli.Tests.Process;

/// <summary>Sweeps of real trials: four runs of the tiny recipe, their shared stage 1 and successive halving.</summary>
public sealed class SweepTests : IDisposable
{
    private const int SigKill = 9;
    private const string Lengths = "stage1: { epochs: 1, patches-per-epoch: 4 }, stage2: { epochs: 2, patches-per-epoch: 2 }";
    private readonly DatabaseHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Kills_of_a_trial_and_of_the_scheduler_change_nothing_in_the_table()
    {
        Write("calm");
        Write("rough");
        var calm = _home.Run("sweep", "calm.yaml", "--csv", "calm.csv");
        Assert.True(calm.ExitCode == 0, calm.Error);
        Assert.Contains("stopped early", calm.Output, StringComparison.Ordinal);
        using (var killed = _home.StartPlain("sweep", "rough.yaml"))
        {
            killed.WaitForLine("trial 1 trains");
            Cli.Signal(Only(killed), SigKill);
            killed.WaitForLine("trial 1: lost its process");
            killed.WaitForLine("trial 2: epoch 1");
            killed.KillAlone();
        }

        var resumed = _home.Run("sweep", "resume", "rough", "--csv", "rough.csv");
        Assert.True(resumed.ExitCode == 0, resumed.Error);
        Assert.Equal(File.ReadAllText(_home.File("calm.csv")), File.ReadAllText(_home.File("rough.csv")));
        Assert.Single(Directory.GetDirectories(_home.File("sweeps"), "stage1-*"));
        for (var trial = 1; trial <= 4; trial++)
        {
            Assert.Equal(
                DatabaseHome.WeightsOf(_home.File($"sweeps/calm/calm-{trial}")),
                DatabaseHome.WeightsOf(_home.File($"sweeps/rough/rough-{trial}")));
        }
    }

    [Fact]
    public void A_trial_that_begins_from_a_shared_stage_has_the_bits_of_a_run_of_both_stages()
    {
        Write("one", "trials: 1");
        var sweep = _home.Run("sweep", "one.yaml");
        Assert.True(sweep.ExitCode == 0, sweep.Error);
        var threads = Environment.ProcessorCount.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var run = _home.Run(
            "train", "sweeps/one/one-1.yaml", "--workers", "1", "--threads", threads, "--out", "both", "--web", "off", "--quiet");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(DatabaseHome.WeightsOf(_home.File("both")), DatabaseHome.WeightsOf(_home.File("sweeps/one/one-1")));
    }

    [Fact]
    public void A_file_that_was_changed_after_the_sweep_began_is_refused_with_what_changed()
    {
        Write("one", "trials: 1");
        Assert.Equal(0, _home.Run("sweep", "one.yaml").ExitCode);
        Assert.Equal(0, _home.Run("sweep", "one.yaml").ExitCode);
        Write("one", "trials: 2");
        _home.Run("sweep", "one.yaml").IsRefusedInLines(
            2, "The sweep one was begun with another one.yaml", "before: trials: 1", "now: trials: 2");
        var list = _home.Run("sweep", "list");
        Assert.Contains("completed", list.Output, StringComparison.Ordinal);
        _home.Run("sweep", "show", "nothing").IsRefused(2, "no sweep nothing");
    }

    [Fact]
    public void A_dry_run_shows_trials_and_what_they_share_and_leaves_nothing_behind()
    {
        Write("calm");
        var shown = _home.Run("sweep", "calm.yaml", "--dry-run");
        Assert.Equal(0, shown.ExitCode);
        Assert.Contains("trial 4", shown.Output, StringComparison.Ordinal);
        Assert.Contains("1 for 4 runs: 9 epochs in all, 12 without sharing", shown.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_home.File("sweeps")));
    }

    // The process of the one trial, once it has started.
    private static int Only(Cli sweep)
    {
        Assert.True(SpinWait.SpinUntil(() => sweep.ChildrenOf("trial").Count == 1, TimeSpan.FromMinutes(2)), "no trial has started");
        return sweep.ChildrenOf("trial")[0];
    }

    private void Write(string name, string trials = "trials: 4") => File.WriteAllText(
        _home.File($"{name}.yaml"),
        $$"""
        name: {{name}}
        recipe: tiny.yaml
        set: { {{Lengths}} }
        parameters:
          loss.adversarial: { from: 0.1, to: 10, scale: log }
          loss.detail: [0, 0.5]
        searcher: sobol
        {{trials}}
        stop: { rule: asha, grace: 1, reduction: 2 }
        """);
}

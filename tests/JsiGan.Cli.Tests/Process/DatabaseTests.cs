using System.Text.RegularExpressions;
using JsiGan.Protocol.Runs;
using Xunit.Abstractions;

namespace JsiGan.Cli.Tests.Process;

/// <summary>`jsigan train` with its private database: kills, resumes, and what is left.</summary>
public sealed class DatabaseTests(ITestOutputHelper output, UninterruptedRuns whole) : IClassFixture<UninterruptedRuns>
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_run_killed_in_both_stages_ends_with_the_bits_of_an_undisturbed_one(int workers)
    {
        using var home = new DatabaseHome();
        var seed = System.Environment.ProcessId;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        (int Stage, int Epoch)[] moments = [(1, random.Next(1, 3)), (2, 1)];
        string[] command = ["train", "tiny.yaml", "--out", "killed", "--workers", $"{workers}", .. UninterruptedRuns.Short];
        foreach (var (stage, epoch) in moments)
        {
            using var cli = home.Start(command);
            cli.WaitFor<EpochMeasured>(measured => measured.Stage == stage && measured.Epoch == epoch);
            // At a random moment: in a step, a save, or at the end.
            Thread.Sleep(random.Next(0, 300));
            cli.KillAll();
            command = ["resume", "killed"];
        }

        var end = home.Run("resume");
        Assert.True(end.ExitCode == 0, end.Error);
        Assert.Equal(whole.Weights(workers), home.Weights("killed"));
        Assert.Equal(0, home.Run("checkpoints", "verify").ExitCode);
        home.Run("resume", "killed").IsRefused(2, "is finished: all its 6 steps are done");
    }

    [Fact]
    public void A_run_stopped_by_Ctrl_C_is_resumed_by_its_name_with_the_same_bits()
    {
        using var home = new DatabaseHome();
        using (var cli = home.Start(["train", "tiny.yaml", "--out", "stopped", "--workers", "1", .. UninterruptedRuns.Short]))
        {
            cli.WaitFor<CheckpointSaved>(saved => saved.Bytes > 0);
            cli.Interrupt();
            Assert.Equal(130, cli.Finish().ExitCode);
        }

        var end = home.Run("resume", "stopped");
        Assert.True(end.ExitCode == 0, end.Error);
        Assert.Equal(whole.Weights(1), home.Weights("stopped"));
    }

    [Fact]
    public void A_run_loses_nothing_when_its_database_is_killed()
    {
        using var home = new DatabaseHome();
        using (var cli = home.Start(["train", "tiny.yaml", "--out", "bereft", "--workers", "2", .. UninterruptedRuns.Short]))
        {
            cli.WaitFor<CheckpointSaved>();
            var server = int.Parse(System.IO.File.ReadLines(home.PostmasterPid).First(), System.Globalization.CultureInfo.InvariantCulture);
            System.Diagnostics.Process.GetProcessById(server).Kill();
            var end = cli.Finish();
            Assert.True(end.ExitCode == 0, end.Error);
        }

        Assert.Equal(whole.Weights(2), home.Weights("bereft"));
        // Resuming sends the spooled metrics; the folder's checkpoint is newer than the database's.
        var again = home.Run(["train", "tiny.yaml", "--resume", "bereft", "--workers", "2", .. UninterruptedRuns.Short]);
        Assert.True(again.ExitCode == 0, again.Error);
        Assert.Matches(@"bereft │ 6 ", home.Run("checkpoints", "list", "--run", "bereft").Output);
    }

    [Fact]
    public void Checkpoints_are_listed_pinned_exported_imported_and_deleted()
    {
        using var home = new DatabaseHome();
        Assert.Equal(0, home.Run("train", "tiny.yaml", "--out", "one", "--workers", "1", "--set", "stage2.epochs=0", "--set",
            "stage1.epochs=1").ExitCode);
        var id = Regex.Matches(home.Run("checkpoints", "list").Output, @"│ (\d+) +│ one")[0].Groups[1].Value;
        Assert.Contains("architecture  x2", home.Run("checkpoints", "show", id).Output, StringComparison.Ordinal);
        Assert.Equal(0, home.Run("checkpoints", "pin", id).ExitCode);
        home.Run("checkpoints", "delete", id).IsRefused(2, $"{id} of the checkpoints are pinned, and nothing was deleted");
        Assert.Equal(0, home.Run("checkpoints", "export", id, "out").ExitCode);
        home.Run("checkpoints", "export", id, "out").IsRefused(2, "out already exists");
        home.Run("checkpoints", "export", id, "half", "--half").IsRefused(2, "name a file that ends in .safetensors instead of half");
        Assert.Equal(0, home.Run("checkpoints", "export", id, "half.safetensors", "--half").ExitCode);
        home.Run("checkpoints", "export", id, "half.safetensors").IsRefused(2, "half.safetensors exists already");
        home.Run("train", "tiny.yaml", "--out", "other", "--set", "init=half.safetensors", "--set", "model.local-contrast=false")
            .IsRefused(2, "model.local-contrast is true in the generator, false in the recipe");
        var imported = home.Run("checkpoints", "import", "out");
        Assert.Contains("0 of", imported.Output, StringComparison.Ordinal);
        Assert.Equal(0, home.Run("checkpoints", "delete", id, "--force").ExitCode);
        home.Run("checkpoints", "show", id).IsRefused(2, $"has no checkpoint {id}");
        Assert.Equal(0, home.Run("checkpoints", "verify").ExitCode);
        System.IO.File.WriteAllText(home.File("out/generator.safetensors"), "gone");
        home.Run("checkpoints", "import", "out").IsRefused(1, "generator.safetensors has 4 bytes, expected");
    }

    [Fact]
    public void The_database_is_named_and_holds_nothing_before_the_first_run()
    {
        using var home = new DatabaseHome();
        var shown = home.Run("db");
        Assert.True(shown.ExitCode == 0, shown.Error);
        Assert.Contains("holds        0 runs, 0 checkpoints", shown.Output, StringComparison.Ordinal);
        Assert.Contains("psql         ", shown.Output, StringComparison.Ordinal);
        home.Run("resume").IsRefused(2, "holds no unfinished run");
    }

    [Fact]
    public void A_wrong_connection_string_stops_the_run_before_it_begins_and_keeps_the_password()
    {
        using var home = new DatabaseHome();
        var refused = home.Run("train", "tiny.yaml", "--database", "Host=/nowhere;Username=me;Database=mine;Password=hunter2");
        refused.IsRefused(1, "mine of me at /nowhere does not answer");
        Assert.DoesNotContain("hunter2", refused.Error + refused.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(home.File("runs")));
    }
}

/// <summary>Undisturbed runs to compare with, made once for each number of workers.</summary>
public sealed class UninterruptedRuns : IDisposable
{
    private readonly TinyRun _run = new();
    private readonly Dictionary<int, IReadOnlyList<string>> _weights = [];

    /// <summary>Two epochs of two steps, then two of one.</summary>
    internal static string[] Short { get; } = ["--set", "stage1.patches-per-epoch=4", "--set", "stage2.patches-per-epoch=2"];

    internal IReadOnlyList<string> Weights(int workers)
    {
        if (!_weights.TryGetValue(workers, out var weights))
        {
            var run = _run.Train(["--out", $"whole-{workers}", "--workers", $"{workers}", .. Short]);
            Assert.True(run.ExitCode == 0, run.Error);
            _weights[workers] = weights = DatabaseHome.WeightsOf(_run.File($"whole-{workers}"));
        }

        return weights;
    }

    public void Dispose() => _run.Dispose();
}

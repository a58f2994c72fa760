using System.Text.Json;
using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;
using JsiGan.Runtime.Events;

namespace JsiGan.Cli.Tests.Process;

/// <summary>Training by several worker processes, as a user runs it.</summary>
public sealed class JoinedTrainTests : IDisposable
{
    private const int SigStop = 19;
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);
    private readonly TinyRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void Two_workers_end_with_the_rows_of_one()
    {
        var two = _run.Train("--workers", "2", "--quiet", "--json", "two.json");
        Assert.True(two.ExitCode == 0, two.Error);
        Assert.Equal(0, _run.Train("--workers", "1", "--quiet", "--json", "one.json").ExitCode);
        foreach (var (name, value) in Rows("one.json").Where(row => row.Key is not "seconds"))
            Assert.Equal(value, Rows("two.json")[name], 1e-2);

        Assert.False(File.Exists(_run.File("runs/tiny/address")));
    }

    [Fact]
    public void A_killed_run_leaves_no_worker_behind_not_even_a_stopped_one()
    {
        using var cli = Cli.StartTraining(_run.Path, "train", "tiny.yaml", "--workers", "2", "--set", "stage1.epochs=500");
        cli.WaitFor<EpochMeasured>();
        var workers = cli.Workers;
        Assert.Equal(2, workers.Count);
        Cli.Signal(workers[0], SigStop);
        cli.KillAlone();
        Assert.True(SpinWait.SpinUntil(() => workers.All(worker => !Directory.Exists($"/proc/{worker}")), Deadline),
            $"of the workers {string.Join(", ", workers)} one outlived its run");
    }

    [Fact]
    public void Ctrl_C_saves_and_prints_a_command_that_resumes()
    {
        using var cli = Cli.StartTraining(_run.Path, "train", "tiny.yaml", "--workers", "2", "--set", "stage1.epochs=40", "--out", "part");
        cli.WaitFor<EpochMeasured>(epoch => epoch.Epoch == 2);
        cli.Interrupt();
        var stopped = cli.Finish();
        Assert.True(stopped.ExitCode == 130, stopped.Output + stopped.Error);
        var command = stopped.Events.OfType<TrainingStopped>().Single().Command;
        using var resumed = Cli.StartTraining(_run.Path, command.Split(' ')[1..]);
        resumed.WaitFor<GenerationStarted>();
        resumed.Interrupt();
        Assert.Equal(130, resumed.Finish().ExitCode);
    }

    [Fact]
    public void More_workers_than_the_batch_has_patches_are_refused_with_both_numbers() =>
        _run.Train("--workers", "3").IsRefused(2, "--workers 3", "batch of 2 patches");

    [Fact]
    public void Several_workers_on_one_gpu_are_refused() => _run.Train("--workers", "2", "--device", "cuda:0").IsRefused(2, "cuda:0");

    [Fact]
    public void The_status_of_no_run_says_where_it_looked() =>
        Cli.Run(_run.Path, "status").IsRefused(2, "No run with several workers", "runs");

    private Dictionary<string, double> Rows(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(_run.File(file)));
        return document.RootElement.EnumerateArray().Where(row => row.GetProperty("value").ValueKind == JsonValueKind.Number)
            .ToDictionary(row => row.GetProperty("name").GetString()!, row => row.GetProperty("value").GetDouble());
    }
}

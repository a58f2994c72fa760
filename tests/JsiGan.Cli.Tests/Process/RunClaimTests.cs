using JsiGan.Protocol.Runs;
using JsiGan.Runtime.Events;

namespace JsiGan.Cli.Tests.Process;

/// <summary>Two processes on one run's folder, without a database.</summary>
public sealed class RunClaimTests : IDisposable
{
    private readonly TinyRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void A_folder_in_use_is_refused_with_its_holder_unless_the_holder_was_killed()
    {
        string[] command = ["train", "tiny.yaml", "--workers", "2", "--set", "stage1.epochs=500"];
        using var first = Cli.StartTraining(_run.Path, [.. command, "--out", "part"]);
        first.WaitFor<EpochMeasured>(epoch => epoch.Epoch == 2);
        Cli.Run(_run.Path, [.. command, "--resume", "part"]).IsRefused(
            2, "part is being trained by process ", $"process {first.Id} on {Environment.MachineName} since ", "this is process ");

        first.KillAlone();
        using var second = Cli.StartTraining(_run.Path, [.. command, "--resume", "part"]);
        second.WaitFor<EpochMeasured>();
        second.Interrupt();
        Assert.Equal(130, second.Finish().ExitCode);
    }

    [Fact]
    public void A_run_that_has_just_started_keeps_its_name_and_the_next_one_gets_another()
    {
        using var first = Cli.StartTraining(_run.Path, "train", "tiny.yaml", "--workers", "1", "--set", "stage1.epochs=500");
        first.WaitFor<TrainingStarted>();
        using var second = Cli.StartTraining(_run.Path, "train", "tiny.yaml", "--workers", "1", "--set", "stage1.epochs=500");
        second.WaitFor<EpochMeasured>();
        Assert.True(Directory.Exists(_run.File("runs/tiny-2")));
    }
}

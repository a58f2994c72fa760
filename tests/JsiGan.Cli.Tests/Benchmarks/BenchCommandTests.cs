using System.Diagnostics;

namespace JsiGan.Cli.Tests.Benchmarks;

/// <summary>`jsigan bench` as a process, without measuring anything long.</summary>
public sealed class BenchCommandTests
{
    [Fact]
    public void The_list_names_every_row()
    {
        var (code, output, _) = Run("list");
        Assert.Equal(0, code);
        string[] rows =
            ["step.stage1", "step.stage2", "memory.stage1", "memory.stage2", "step.stage1.large", "memory.stage2.large", "metrics.rows",
                "checkpoint.stall",
            "checkpoint.save", "query.compare", "faults.kills",
            "hosts.cut", "hosts.heal", "hosts.coordinator"];
        Assert.All(rows, row => Assert.Contains(row, output, StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_benchmark_is_refused_with_the_nearest_one()
    {
        var (code, _, error) = Run("stap");
        Assert.Equal(2, code);
        Assert.Contains("did you mean 'step'?", error, StringComparison.Ordinal);
        Assert.Contains("jsigan bench --help", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public void A_child_measures_a_stage_and_prints_what_the_parent_reads(string stage)
    {
        var (code, output, error) = Run("step-child", "--stage", stage, "--lr-size", "16", "--batch", "2", "--steps", "1");
        Assert.True(code == 0, error);
        var measured = JsiGan.Benchmarks.Measuring.StepMeasurement.Parse(output);
        Assert.InRange(measured.PeakBytes, 50e6, 50e9);
        Assert.True(measured.Seconds > 0);
    }

    [Fact]
    public void Ten_kills_of_client_or_server_during_saves_leave_every_visible_checkpoint_intact()
    {
        var (code, output, error) = Run("faults", "--quick");
        Assert.True(code == 0, output + error);
    }

    private static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "JsiGan.Benchmarks"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = System.Diagnostics.Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}

using System.Text.Json;
using JsiGan.Protocol.Runs;
using JsiGan.Runtime.Events;

namespace JsiGan.Cli.Tests.Process;

/// <summary>Training from end to end, as a user runs it.</summary>
public sealed class TrainTests : IDisposable
{
    private static readonly string[] Numbers = ["psnr_jsinet", "psnr_jsigan", "psnr_bicubic", "psnr_tone_curve", "steps"];
    private readonly TinyRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void A_run_ends_with_a_table_a_checkpoint_a_picture_and_every_row_for_programs()
    {
        var result = _run.Train("--json", "result.json");
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Contains("JSI-GAN", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(result.Output, letter => char.IsControl(letter) && letter != '\n');
        var rows = Rows("result.json");
        Assert.All([.. Numbers, "seconds"], name => Assert.Equal(JsonValueKind.Number, rows[name].GetProperty("value").ValueKind));
        Assert.Equal(12, rows["steps"].GetProperty("value").GetDouble());
        var checkpoint = rows["checkpoint"].GetProperty("value").GetString()!;
        Assert.True(Directory.Exists(Path.Combine(_run.Path, checkpoint)), checkpoint);
        Assert.True(File.Exists(_run.File("runs/tiny/preview.png")));
        Assert.True(File.Exists(_run.File("runs/tiny/frame.png")));
        var predict = result.Output.Split('\n').First(line => line.Contains(" predict ", StringComparison.Ordinal)).Trim();
        Assert.Equal(0, Cli.Run(_run.Path, predict.Split(' ')[1..]).ExitCode);
        Assert.True(File.Exists(_run.File("predicted.png")));
        Assert.DoesNotContain(_run.Left(), name =>
            name.Contains("tmp", StringComparison.Ordinal) || name.Contains("part", StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_seed_gives_the_same_numbers()
    {
        Assert.Equal(0, _run.Train("--quiet", "--json", "first.json").ExitCode);
        Assert.Equal(0, _run.Train("--quiet", "--json", "second.json").ExitCode);
        Assert.Equal(Values("first.json"), Values("second.json"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void An_interrupted_run_saves_and_resumes_to_the_same_result(int stage)
    {
        Assert.Equal(0, _run.Train("--quiet", "--json", "whole.json").ExitCode);
        using var cli = Cli.StartTraining(_run.Path, "train", "tiny.yaml", "--json", "resumed.json", "--out", "part");
        cli.WaitFor<StepMeasured>(step => step.Stage == stage);
        cli.Interrupt();
        var stopped = cli.Finish();
        Assert.True(stopped.ExitCode == 130, stopped.Output + stopped.Error);
        Assert.False(File.Exists(_run.File("resumed.json")));

        var command = stopped.Events.OfType<TrainingStopped>().Single().Command;
        var resumed = Cli.Run(_run.Path, command.Split(' ')[1..]);
        Assert.True(resumed.ExitCode == 0, resumed.Error);
        Assert.Equal(Values("whole.json"), Values("resumed.json"));
    }

    [Fact]
    public void A_run_fitted_to_a_duration_resumes_with_its_plan_and_saves_the_recipe_that_repeats_it()
    {
        using var cli = Cli.StartTraining(_run.Path, "train", "tiny.yaml", "--minutes", "10", "--json", "fitted.json", "--out", "fitted");
        cli.WaitFor<StepMeasured>();
        cli.Interrupt();
        var stopped = cli.Finish();
        Assert.True(stopped.ExitCode == 130, stopped.Output + stopped.Error);
        var planned = stopped.Events.OfType<RunPlanned>().Single();
        var command = stopped.Events.OfType<TrainingStopped>().Single().Command;
        Assert.Equal(0, Cli.Run(_run.Path, command.Split(' ')[1..]).ExitCode);
        Assert.Equal(planned.Stage1Steps + planned.Stage2Steps, Rows("fitted.json")["steps"].GetProperty("value").GetDouble());

        Assert.Equal(0, Cli.Run(_run.Path, "train", "fitted/recipe.yaml", "--threads", "1", "--quiet", "--json", "repeated.json").ExitCode);
        Assert.Equal(Values("fitted.json"), Values("repeated.json"));
    }

    private IReadOnlyList<double> Values(string file)
    {
        var rows = Rows(file);
        return [.. Numbers.Select(name => rows[name].GetProperty("value").GetDouble())];
    }

    private Dictionary<string, JsonElement> Rows(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(_run.File(file)));
        return document.RootElement.Clone().EnumerateArray().ToDictionary(row => row.GetProperty("name").GetString()!);
    }
}

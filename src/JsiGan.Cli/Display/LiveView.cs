using System.Globalization;
using JsiGan.Runtime.Observers;
using Spectre.Console.Rendering;

namespace JsiGan.Cli.Display;

/// <summary>A terminal: epochs scroll by above, a bar and the loss terms stay below them.</summary>
public sealed class LiveView(IAnsiConsole console) : ITrainingView
{
    // With the numbers a line fits into 80 columns.
    private const int BarWidth = 20;
    private LiveDisplayContext? _live;

    public void Note(string text) => console.MarkupLineInterpolated($"[grey]{text}[/]");

    public void Prepare(string label, Action<IProgress<double>> work)
    {
        console.Progress()
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(),
                new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                var task = context.AddTask(Markup.Escape(label), maxValue: 1);
                work(new Callback(share => task.Value = share));
                task.Value = 1;
            });
    }

    public Task FollowAsync(Func<Task> training)
    {
        return console.Live(new Markup("[grey]the first step is under way[/]")).AutoClear(true).StartAsync(async context =>
        {
            _live = context;
            await training();
            _live = null;
        });
    }

    public void Step(StepView step) => _live?.UpdateTarget(Render(step));

    public void Epoch(EpochView epoch)
    {
        console.MarkupLineInterpolated(
            $"stage {epoch.Stage} epoch {epoch.Epoch,3}/{epoch.Epochs}  validation PSNR [green]{Humanize.Decibels(epoch.Psnr)}[/]");
    }

    /// <summary>Three lines: how far, how well, and at what rate.</summary>
    public static IRenderable Render(StepView step)
    {
        var filled = Filled(step.Step, step.TotalSteps);
        var left = step.Left is { } time ? $"{Humanize.Duration(time)} left" : "";
        return new Rows(
            new Markup(string.Create(
                CultureInfo.InvariantCulture,
                $"stage {step.Stage} [green]{new string('━', filled)}[/][grey]{new string('━', BarWidth - filled)}[/] "
                    + $"step [bold]{step.Step}[/]/{step.TotalSteps}  {step.PatchesPerSecond:F2} patches/s  {left}")),
            new Markup($"[grey]{Markup.Escape(step.LossText())}[/]"),
            new Markup($"[grey]learning rate {Humanize.Rate(step.LearningRate)}[/]"));
    }

    /// <summary>Cells of the bar that are full.</summary>
    public static int Filled(long done, long total) => (int)(BarWidth * done / Math.Max(1, total));
}

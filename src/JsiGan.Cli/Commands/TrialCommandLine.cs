using JsiGan.Cli.Hosting;
using JsiGan.Runtime.Events;
using JsiGan.Runtime.Hosting;
using JsiGan.Runtime.Logging;
using JsiGan.Runtime.Observers;
using JsiGan.Runtime.Runs;

namespace JsiGan.Cli.Commands;

/// <summary>`jsigan trial`: a run of a sweep, which `jsigan sweep` starts. Not for people; its events are lines of JSON.</summary>
public static class TrialCommandLine
{
    public static Command Create(TimeProvider time)
    {
        var recipe = new Option<string>("--recipe") { Required = true };
        var folder = new Option<string>("--folder") { Required = true };
        var resume = new Option<bool>("--resume");
        var workers = new Option<int>("--workers") { Required = true };
        var threads = new Option<int>("--threads") { Required = true };
        var command = new Command("trial", "One run of a sweep.") { recipe, folder, resume, workers, threads };
        command.Hidden = true;
        command.SetDependentAction(async parsed => await RunAsync(
            new TrainOptions
            {
                Recipe = parsed.GetValue(recipe),
                Out = parsed.GetValue(resume) ? null : parsed.GetValue(folder),
                Resume = parsed.GetValue(resume) ? parsed.GetValue(folder) : null,
                Workers = parsed.GetValue(workers),
                Threads = parsed.GetValue(threads),
                WithoutPage = true,
                WithoutComparison = true,
            },
            time));
        return command;
    }

    private static async Task<int> RunAsync(TrainOptions options, TimeProvider time)
    {
        using var interrupt = new Interrupt();
        await using var events = new RunEventStream();
        using var logging = new RunLogging(new LogOptions { Json = true });
        using var logged = events.Log(logging);
        using var shown = events.Subscribe(new JsonObserver(Console.Out));
        var outcome = await new TrainingRun(options, events, logging.Factory, new NoDisplay(), time, interrupt).ExecuteAsync();
        await events.FlushAsync();
        return outcome.IsComplete ? ExitCodes.Success : ExitCodes.Interrupted;
    }
}

using JsiGan.Cluster.Hosting;
using JsiGan.Collectives;
using JsiGan.Runtime.Database;
using JsiGan.Runtime.Files;
using JsiGan.Runtime.Hosting;
using JsiGan.Runtime.Runs;
using JsiGan.Runtime.Workers;
using JsiGan.Training;
using JsiGan.Training.Recipes;

namespace JsiGan.Cli.Commands;

/// <summary>`jsigan worker`: what `jsigan train` starts for each place. Not for people, who never see it.</summary>
public static class WorkerCommandLine
{
    public static Command Create(TimeProvider time)
    {
        var seed = new Option<string>("--seed") { Required = true };
        var run = new Option<string>("--run") { Required = true };
        var name = new Option<string>("--name") { Required = true };
        var device = new Option<string>("--device") { Required = true };
        var threads = new Option<int>("--threads") { Required = true };
        var command = new Command("worker", "One worker of a run of this machine.") { seed, run, name, device, threads };
        command.Hidden = true;
        command.SetDependentAction(async parsed =>
        {
            // Ctrl-C in a terminal reaches all its processes: the one that the user started decides.
            using var interrupt = new Interrupt();
            return await RunAsync(
                new RunFolder(parsed.GetValue(run)!), parsed.GetValue(seed)!, parsed.GetValue(name)!, parsed.GetValue(device)!,
                parsed.GetValue(threads), time);
        });
        return command;
    }

    private static async Task<int> RunAsync(RunFolder folder, string seed, string name, string device, int threads, TimeProvider time)
    {
        var recipe = RecipeFile.Load(folder.Recipe, []) with { Threads = threads };
        var opened = Compute.Open(device, threads);
        using var data = TrainingData.Open(recipe, TrainingRun.DataFolder, new NoDisplay(), CancellationToken.None);
        await using var database = await WorkerDatabase.OpenAsync(recipe, folder, data.Validation, time);
        var setup = new WorkerSetup
        {
            Name = name,
            Recipe = recipe,
            MakeTrainer = group => new Trainer(recipe, data.Patches(recipe), data.Validation, opened, time, group),
            Checkpoints = database.Checkpoints,
            Images = database.Images,
            Collectives = CollectiveOptions.For(Compute.GpuOf(opened)),
            Time = time,
        };
        var options = new NodeOptions { Seeds = [seed], Roles = [NodeOptions.WorkerRole] };
        return await WorkerProcess.RunInFleetAsync(setup, device, options, Console.Error).ConfigureAwait(false);
    }
}

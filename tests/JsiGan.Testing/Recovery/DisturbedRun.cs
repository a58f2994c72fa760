using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;
using JsiGan.Runtime.Checkpoints;
using JsiGan.Runtime.Events;
using JsiGan.Runtime.Files;
using JsiGan.Runtime.Fleet;
using JsiGan.Runtime.Runs;
using JsiGan.Training.Recipes;

namespace JsiGan.Testing.Recovery;

/// <summary>
/// A <see cref="SmallRun"/> with worker processes under the coordinator and fleet of `jsigan train`, for tests that disturb it while it
/// trains.
/// </summary>
/// <param name="path">The run's folder.</param>
public sealed class DisturbedRun(Recipe recipe, string path, IRunObserver observer)
{
    private readonly RunFolder _folder = new(path);
    private LocalRun? _run;
    private string _seed = "";

    /// <summary>The device of a worker by its index in the fleet; default the CPU.</summary>
    public Func<int, string> Device { get; init; } = _ => "cpu";

    /// <summary>Whether workers share a GPU (<see cref="NcclHost"/>).</summary>
    public bool SharesGpu { get; init; }

    /// <summary>The run's folder.</summary>
    public string Path => path;

    /// <summary>Process ids of the running workers by name.</summary>
    public IReadOnlyDictionary<string, int> Workers => _run?.Processes ?? new Dictionary<string, int>();

    /// <summary>The coordinator's node, as host:port.</summary>
    public string Seed => _seed;

    /// <summary>Starts a worker beyond those of the fleet.</summary>
    public WorkerCommand Command => CommandFor(_seed);

    /// <summary>Trains to the end.</summary>
    /// <param name="workers">Worker processes.</param>
    /// <param name="onStep">Called after each step, with its number.</param>
    /// <param name="stop">Stops the run.</param>
    /// <returns>Whether every step is done.</returns>
    public async Task<bool> TrainAsync(int workers, Action<long> onStep, CancellationToken stop = default)
    {
        Directory.CreateDirectory(path);
        await using var events = new RunEventStream();
        using var observed = events.Subscribe(observer);
        using var stepped = events.Subscribe(new RunObserver(happened =>
        {
            if (happened is StepMeasured step)
                onStep(step.Step);
        }));
        _run = new LocalRun(recipe, _folder, events, stored: null, TimeProvider.System);
        var deployment = new ChildProcesses(_folder, workers, seed => CommandFor(_seed = seed), TimeProvider.System);
        var finished = await _run.RunAsync(deployment, stop);
        await events.FlushAsync();
        return finished;
    }

    /// <summary>Trains the same recipe in this process and saves a checkpoint to a folder, which it returns.</summary>
    public static string TrainUndisturbed(Recipe recipe, string folder, TorchSharp.torch.Device? device = null)
    {
        using var trainer = SmallRun.Trainer(recipe, new RampPatches(SmallRun.GeometryOf(recipe)), device: device);
        foreach (var _ in trainer.Run())
        {
        }

        trainer.State.Save(folder);
        return folder;
    }

    /// <summary>Compares the weights with those of an undisturbed run, and counts lost and repeated steps in the ledger.</summary>
    public RunVerdict Verify(string undisturbed)
    {
        var (share, where) = SavedWeights.LargestDifference(undisturbed, _folder.Checkpoint);
        var steps = recipe.StepsOf(1) + recipe.StepsOf(2);
        var ranges = LedgerFile.Read(_folder.Ledger).Ranges(steps);
        var count = new int[steps];
        foreach (var (_, first, end) in ranges)
        {
            for (var step = first; step < end; step++)
                count[step]++;
        }

        return new RunVerdict(share, where, count.Count(times => times == 0), count.Count(times => times > 1), ranges.Count);
    }

    private WorkerCommand CommandFor(string seed) => new()
    {
        Program = RecoveryWorker.Program,
        Arguments = ["--seed", seed, "--run", path, .. SharesGpu ? (string[])[RecoveryWorker.SharesGpu] : []],
        Threads = 1,
        Device = Device,
    };
}

/// <summary>The outcome of a disturbed run.</summary>
/// <param name="Difference">Largest relative difference from the undisturbed run's weights.</param>
/// <param name="Where">The tensor with that difference.</param>
/// <param name="Lost">Steps that no generation trained on.</param>
/// <param name="Repeated">Steps that more than one generation trained on.</param>
/// <param name="Generations">Generations that trained.</param>
public sealed record RunVerdict(double Difference, string Where, int Lost, int Repeated, int Generations);

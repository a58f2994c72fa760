using JsiGan.Node.Fleet;
using JsiGan.Node.Runs;
using JsiGan.Node.Telemetry;
using JsiGan.Training.Recipes;
using Prometheus;

namespace JsiGan.Benchmarks.Recovery;

/// <summary>
/// A <see cref="SmallRun"/> by worker processes of this machine under `jsigan train`'s own coordinator and fleet, which somebody disturbs
/// while it trains.
/// </summary>
/// <param name="recipe">A small run.</param>
/// <param name="path">The run's folder.</param>
/// <param name="say">Receives what the run tells.</param>
public sealed class DisturbedRun(Recipe recipe, string path, Action<string> say)
{
    private readonly RunFolder _folder = new(path);
    private JoinedRun? _run;
    private string _seed = "";

    /// <summary>The device of a place; default the CPU.</summary>
    public Func<int, string> Device { get; init; } = _ => "cpu";

    /// <summary>Whether NCCL is to take each worker for one of a machine of its own, as it refuses two of one GPU otherwise.</summary>
    public bool SharesGpu { get; init; }

    /// <summary>The run's folder.</summary>
    public string Path => path;

    /// <summary>The process of each worker that runs, by the worker's name.</summary>
    public IReadOnlyDictionary<string, int> Workers => _run?.Running ?? new Dictionary<string, int>();

    /// <summary>The coordinator's node, as host:port.</summary>
    public string Seed => _seed;

    /// <summary>Where a worker that is not one of the run's own is started from.</summary>
    public WorkerCommand Command => CommandFor(_seed);

    /// <summary>Trains to the end.</summary>
    /// <param name="workers">Worker processes.</param>
    /// <param name="onStep">Called after each step, with its number.</param>
    /// <param name="onNote">Called with what the run tells.</param>
    /// <param name="stop">Stops the run.</param>
    /// <returns>Whether every step is done.</returns>
    public bool Train(int workers, Action<long> onStep, Action<string>? onNote = null, CancellationToken stop = default)
    {
        Directory.CreateDirectory(path);
        var view = new RecordingView(note => { say(note); onNote?.Invoke(note); }, onStep);
        _run = new JoinedRun(recipe, _folder, view, new TrainingMetrics(Metrics.NewCustomRegistry()), stored: null, TimeProvider.System);
        return _run.Run(workers, seed => CommandFor(_seed = seed), _ => { }, stop);
    }

    /// <summary>Trains the same in this process alone, and saves it beside.</summary>
    /// <param name="recipe">A small run.</param>
    /// <param name="folder">The checkpoint's folder.</param>
    /// <param name="device">Where the networks live; null for the CPU.</param>
    /// <returns>The checkpoint's folder.</returns>
    public static string Undisturbed(Recipe recipe, string folder, TorchSharp.torch.Device? device = null)
    {
        using var trainer = SmallRun.Trainer(recipe, new RampPatches(SmallRun.GeometryOf(recipe)), device: device);
        foreach (var _ in trainer.Run())
        {
        }

        trainer.Save(folder);
        return folder;
    }

    /// <summary>How far the weights are from those of an undisturbed run, and what the ledger says of the steps.</summary>
    public RunVerdict Judge(string undisturbed)
    {
        var (share, where) = SavedWeights.LargestDifference(undisturbed, _folder.Checkpoint);
        var steps = recipe.StepsOf(1) + recipe.StepsOf(2);
        var ranges = LedgerFile.Read(_folder.Ledger).Ranges(steps);
        var count = new int[steps];
        foreach (var (_, first, end) in ranges)
        {
            for (var step = first; step < end; step++)
            {
                count[step]++;
            }
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

/// <summary>What became of a disturbed run.</summary>
/// <param name="Difference">Largest difference from the undisturbed run's weights, relative.</param>
/// <param name="Where">The tensor that it is in.</param>
/// <param name="Lost">Steps that no generation trained on.</param>
/// <param name="Repeated">Steps that more than one did.</param>
/// <param name="Generations">Generations that trained.</param>
public sealed record RunVerdict(double Difference, string Where, int Lost, int Repeated, int Generations);

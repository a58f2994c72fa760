using JsiGan.Runtime.Files;
using JsiGan.Runtime.Fleet;
using static TorchSharp.torch;

namespace JsiGan.Runtime.Runs;

/// <summary>The workers of a run on this machine, and their resources.</summary>
/// <param name="Count">Workers.</param>
/// <param name="Threads">CPU threads of each.</param>
/// <param name="OnGpus">One GPU each, in the order of their places.</param>
public sealed record WorkerPlan(int Count, int Threads, bool OnGpus)
{
    private const int StandardOnCpu = 2;

    /// <summary>The requested number, or one per GPU, or two on a CPU with two cores; never more than the batch has patches.</summary>
    /// <param name="options">The command line.</param>
    /// <param name="batch">Patches of the global batch.</param>
    /// <param name="threads">CPU threads of all workers together; null for all cores.</param>
    /// <exception cref="UsageException">There are fewer patches or GPUs than requested workers.</exception>
    public static WorkerPlan Of(TrainOptions options, int batch, int? threads)
    {
        var all = threads ?? Environment.ProcessorCount;
        if (options.Device is not null && options.Device != "cpu")
        {
            RequireOne(options);
            return new(1, all, OnGpus: false);
        }

        var gpus = options.Device is null && cuda.is_available() ? cuda.device_count() : 0;
        var most = gpus > 0 ? gpus : Math.Min(StandardOnCpu, all);
        var count = options.Workers ?? Math.Min(most, batch);
        if (count > batch)
        {
            throw new UsageException($"--workers {count} are more than the recipe's batch of {batch} patches; "
                + $"give each at least one: --workers {batch} or fewer, or --set batch={count} or more.");
        }

        if (gpus > 0 && count > gpus)
        {
            throw new UsageException(
                $"--workers {count} are more than the {gpus} GPUs that libtorch sees; give --workers {gpus} or fewer, or --device cpu.");
        }

        return new(count, Math.Max(1, all / count), gpus > 0);
    }

    /// <summary>How the workers of a run are started.</summary>
    /// <param name="seed">The coordinator's node, as host:port.</param>
    /// <param name="folder">The run.</param>
    /// <param name="environment">Environment variables of the workers; null for none.</param>
    public WorkerCommand Command(string seed, RunFolder folder, IReadOnlyDictionary<string, string>? environment = null)
    {
        return new()
        {
            Program = WorkerCommand.Self(),
            Arguments = ["--seed", seed, "--run", folder.Path],
            Threads = Threads,
            Environment = environment ?? new Dictionary<string, string>(),
            Device = place => OnGpus ? $"cuda:{place}" : "cpu",
        };
    }

    private static void RequireOne(TrainOptions options)
    {
        if (options.Workers > 1)
        {
            throw new UsageException($"--workers {options.Workers} cannot share --device {options.Device}: a worker has a device of its "
                + "own; leave out --device for one worker a GPU, or give --device cpu.");
        }
    }
}

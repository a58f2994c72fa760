using System.Net;
using JsiGan.Cluster.Hosting;
using JsiGan.Collectives;
using JsiGan.Collectives.Nccl;
using JsiGan.Core.Files;
using JsiGan.Protocol.Events;
using JsiGan.Runtime.Checkpoints;
using JsiGan.Runtime.Database;
using JsiGan.Runtime.Events;
using JsiGan.Runtime.Files;
using JsiGan.Runtime.Hosting;
using JsiGan.Runtime.Monitoring;
using JsiGan.Runtime.Validation;
using JsiGan.Runtime.Workers;
using JsiGan.Storage.Images;
using JsiGan.Training;
using JsiGan.Training.Recipes;

namespace JsiGan.Runtime.Runs;

/// <summary>`jsigan node` from recipe to exit code: one process of a run of several machines with a common database.</summary>
/// <param name="recipe">What is trained, the same on all nodes.</param>
/// <param name="options">How to join the cluster.</param>
/// <param name="name">The run's name in the database.</param>
/// <param name="database">--database; null for the environment's, else the private one of this machine.</param>
/// <param name="time">The clock.</param>
/// <param name="stop">Cancelled when the user wants to stop.</param>
public sealed class NodeRun(Recipe recipe, NodeOptions options, string name, string? database, TimeProvider time, CancellationToken stop)
{
    /// <summary>Takes the parts of this process that can be asked while it runs.</summary>
    public RunParts Parts { get; init; } = new();

    // Metrics that wait for an unavailable database.
    private readonly RunFolder _folder = new(Path.Combine(TrainingRun.RunsFolder, name));

    /// <summary>Coordinates, or stands by; the exit code.</summary>
    /// <param name="workers">Workers that the first step waits for, a minute at most.</param>
    /// <param name="events">Receives the run's events.</param>
    public async Task<int> CoordinateAsync(int workers, RunEventStream events)
    {
        var session = await DatabaseSession.OpenSharedAsync(database, Address(), time).ConfigureAwait(false);
        await using var open = session.ConfigureAwait(false);
        var run = await SharedRun.OpenAsync(session.Database, recipe, name).ConfigureAwait(false);
        Directory.CreateDirectory(_folder.Path);
        Parts.Folder = _folder.Path;
        events.OnEvent(new RunOpened(_folder.Path));
        var stored = await StoredRun.JoinAsync(session.Database, session.ConnectionString, run, recipe, _folder, events, time)
            .ConfigureAwait(false);
        await using var owned = stored.ConfigureAwait(false);
        var store = await stored.StandByAsync().ConfigureAwait(false);
        (Parts.PingDatabase, Parts.Backlog) = (session.Database.PingAsync, () => stored.Backlog);
        using var rows = events.Subscribe(stored);
        return await new CoordinatorProcess(RunPlan.Settings(recipe, workers, name), store, options, events, time)
        {
            Admit = node => CoordinatorAdmission.AskAsync(session.Database, run, node, time),
            Parts = Parts,
        }.RunAsync(stop).ConfigureAwait(false);
    }

    /// <summary>Trains; the exit code.</summary>
    /// <param name="worker">The worker's name, unique in the cluster.</param>
    /// <param name="device">cpu or cuda:N.</param>
    /// <param name="collectives">Transport of gradients.</param>
    /// <param name="observer">Receives what this worker measures.</param>
    /// <param name="error">Receives the stack trace of a bug.</param>
    public async Task<int> TrainAsync(string worker, string device, CollectiveOptions collectives, IRunObserver observer, TextWriter error)
    {
        var opened = Compute.Open(device, recipe.Threads);
        var own = CollectiveOptions.For(Compute.GpuOf(opened));
        collectives = collectives with { CudaDevice = own.CudaDevice, ConnectTimeout = own.ConnectTimeout };
        RequireNccl(collectives);
        var address = Address();
        var session = await DatabaseSession.OpenSharedAsync(database, address, time).ConfigureAwait(false);
        await using var open = session.ConfigureAwait(false);
        var run = await SharedRun.OpenAsync(session.Database, recipe, name).ConfigureAwait(false);
        Directory.CreateDirectory(_folder.Path);
        Parts.Folder = _folder.Path;
        Parts.PingDatabase = session.Database.PingAsync;
        using var data = OpenData();
        var checkpoints = new DatabaseCheckpoints(session.Database, run.Id, recipe, _folder, new Storage.Checkpoints.Retention())
        {
            Note = error.WriteLine,
        };
        await using var saved = checkpoints.ConfigureAwait(false);
        var images = new EpochImages(new ImageStore(session.Database), run.Id, data.Validation, error.WriteLine);
        await using var pictured = images.ConfigureAwait(false);
        var outcome = await WorkerProcess.RunAsync(
            new WorkerSetup
            {
                Name = worker,
                Run = name,
                Recipe = recipe,
                MakeTrainer = group => new Trainer(recipe, data.Patches(recipe), data.Validation, opened, time, group),
                Checkpoints = checkpoints,
                Images = images,
                Collectives = collectives,
                Address = address,
                Observer = observer,
                Joined = node => Parts.Node = node,
                Time = time,
            },
            device, options, stop).ConfigureAwait(false);
        return End(outcome, error);
    }

    // Workers of one machine take turns to create its clips and stores.
    private TrainingData OpenData()
    {
        Directory.CreateDirectory(TrainingRun.DataFolder);
        using var turn = HeldFile.Take(Path.Combine(TrainingRun.DataFolder, "lock"), Timeout.InfiniteTimeSpan, time, stop);
        return TrainingData.Open(recipe, TrainingRun.DataFolder, new NoDisplay(), stop);
    }

    // Reported before the cluster is joined: the others continue without it.
    private static void RequireNccl(CollectiveOptions collectives)
    {
        if (collectives.Transport != Transport.Nccl && (collectives.Transport != Transport.Auto || collectives.CudaDevice is null))
            return;

        try
        {
            NcclProbe.Require(collectives);
        }
        catch (CollectiveException unfit)
        {
            throw new FailureException(unfit.Message, unfit);
        }
    }

    private static int End(WorkerOutcome outcome, TextWriter error)
    {
        switch (outcome.Code)
        {
            case UsageException.ExitCode: throw new UsageException(outcome.Words);
            case FailureException.ExitCode: throw new FailureException(outcome.Words);
            case WorkerEnds.CutOff or WorkerEnds.Bug: error.WriteLine($"jsigan: {outcome.Words}"); break;
        }

        return outcome.Code;
    }

    private IPAddress Address()
    {
        try
        {
            return Dns.GetHostAddresses(options.Host)[0];
        }
        catch (System.Net.Sockets.SocketException unknown)
        {
            throw new UsageException(
                $"--host {options.Host} is neither an address nor a name that this machine can resolve ({unknown.Message}); give the "
                + "address that the other machines reach it by.", unknown);
        }
    }
}

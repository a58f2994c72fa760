using System.Net;
using JsiGan.Cluster.Hosting;
using JsiGan.Collectives;
using JsiGan.Protocol.Events;
using JsiGan.Runtime.Checkpoints;
using JsiGan.Runtime.Validation;
using JsiGan.Training;
using JsiGan.Training.Distributed;
using JsiGan.Training.Recipes;

namespace JsiGan.Runtime.Workers;

/// <summary>The configuration of a worker.</summary>
public sealed record WorkerSetup
{
    /// <summary>Unique for each process.</summary>
    public required string Name { get; init; }

    /// <summary>The program's version, which all workers of a run have. Default: this one's.</summary>
    public string Version { get; init; } = WorkerProcess.Version;

    /// <summary>The run's name in a database shared by several machines; empty if its folder identifies it.</summary>
    public string Run { get; init; } = "";

    /// <summary>The recipe, the same on all workers.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>Makes a trainer at the recipe's start.</summary>
    public required Func<ProcessGroup, Trainer> MakeTrainer { get; init; }

    /// <summary>Where the run's checkpoints are.</summary>
    public required ICheckpoints Checkpoints { get; init; }

    /// <summary>Where rank 0 stores images of each validation; null for nowhere.</summary>
    public EpochImages? Images { get; init; }

    /// <summary>How the workers are connected.</summary>
    public CollectiveOptions Collectives { get; init; } = new();

    /// <summary>An address of this machine that the other workers reach; null for loopback.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>Whether this is the run's only worker, in the coordinator's process: it opens no rendezvous. Default: false.</summary>
    public bool Alone { get; init; }

    /// <summary>How long a collective may take.</summary>
    public StepTimeout Timeout { get; init; } = new();

    /// <summary>Called with the failure that ended the worker, before its coordinator is informed.</summary>
    public Action<Exception> Failed { get; init; } = _ => { };

    /// <summary>Receives what this worker measures, besides its coordinator. Must not block. Default: none.</summary>
    public IRunObserver Observer { get; init; } = RunObserver.None;

    /// <summary>Called with the worker's node once it is in the cluster.</summary>
    public Action<IRunNode> Joined { get; init; } = _ => { };

    public TimeProvider Time { get; init; } = TimeProvider.System;
}

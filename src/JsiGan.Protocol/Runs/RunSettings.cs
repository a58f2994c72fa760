namespace JsiGan.Protocol.Runs;

/// <summary>What a coordinator requires of the workers of its run, and how long it waits for them.</summary>
public sealed record RunSettings
{
    /// <summary>The program's version; workers with another one are refused.</summary>
    public required string Version { get; init; }

    /// <summary>Hash of the recipe; workers with another one are refused.</summary>
    public required string Recipe { get; init; }

    /// <summary>Name of the run in its database; workers with another one are refused. Default: empty.</summary>
    public string Run { get; init; } = "";

    /// <summary>Samples of the global batch; also the maximum number of workers.</summary>
    public required int Batch { get; init; }

    /// <summary>Steps of the whole run.</summary>
    public required long Steps { get; init; }

    /// <summary>
    /// The point at which a worker is done. Default: the last step. Later if work follows the last step that must survive a lost worker.
    /// </summary>
    public CommitPoint Last { get => field ?? new CommitPoint(Steps, 0); init; }

    /// <summary>
    /// The first generation is formed when this many workers have joined, or after <see cref="GatherTimeout"/>. Default 1.
    /// </summary>
    public int Workers { get; init; } = 1;

    /// <summary>
    /// How long the first generation waits for <see cref="Workers"/>, counted from the first join. Default 30 s. A coordinator that
    /// succeeds another one waits for <see cref="AnswerTimeout"/> instead.
    /// </summary>
    public TimeSpan GatherTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a worker may stay silent after a <see cref="Prepare"/> before it is given up. Default 2.5 s.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(2.5);

    /// <summary>
    /// How long a worker that sends heartbeats may take to answer a <see cref="Prepare"/>: its training thread can leave a generation only
    /// between two passes. Default 2 min.
    /// </summary>
    public TimeSpan PrepareTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a generation may take to connect and agree on weights, including a checkpoint read. Default 1 min.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long a worker may be silent before a new generation is formed without it unless it answers. Default 3 s; the heartbeat is 1 s.
    /// </summary>
    public TimeSpan SilenceTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Generations in a row, with unchanged membership, that may fail without one update before the run is given up. Default 10.
    /// </summary>
    public int FruitlessGenerations { get; init; } = 10;
}

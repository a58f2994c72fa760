namespace JsiGan.Protocol.Runs;

/// <summary>What a coordinator holds its workers to.</summary>
public sealed record RunSettings
{
    /// <summary>The program's version; workers of another are refused.</summary>
    public required string Version { get; init; }

    /// <summary>Hash of the recipe; workers with another are refused.</summary>
    public required string Recipe { get; init; }

    /// <summary>Name of the run where it is kept in a database; workers of another are refused. Default: empty.</summary>
    public string Run { get; init; } = "";

    /// <summary>Samples of the global batch: a worker more than that would have nothing to do and is refused.</summary>
    public required int Batch { get; init; }

    /// <summary>Steps of the whole run.</summary>
    public required long Steps { get; init; }

    /// <summary>
    /// The point at which a worker has done all. Default: the last step; later where something follows on it that a worker may be lost in.
    /// </summary>
    public CommitPoint Last { get => field ?? new CommitPoint(Steps, 0); init; }

    /// <summary>The first generation is formed when so many workers have joined, or when <see cref="Gather"/> is over.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>
    /// How long the first generation waits for <see cref="Workers"/>, from the first join; that of a coordinator that follows on another
    /// one waits for <see cref="Answer"/>. Default 30 s.
    /// </summary>
    public TimeSpan Gather { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a worker that was told to <see cref="Prepare"/> may say nothing at all before the others go on without it. Default 2.5 s.
    /// </summary>
    public TimeSpan Answer { get; init; } = TimeSpan.FromSeconds(2.5);

    /// <summary>
    /// How long it may take to answer while it says that it lives: its training thread leaves a generation when the passes under way have
    /// ended. Default 2 min.
    /// </summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a generation may take to connect and agree on weights, a checkpoint read included. Default 1 min.</summary>
    public TimeSpan Connecting { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a worker may say nothing before it is asked whether it lives. Default 3 s; workers speak every second.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Generations in a row, of unchanged membership, that may break without one update before the run is given up. Default
    /// 10.</summary>
    public int FruitlessGenerations { get; init; } = 10;
}

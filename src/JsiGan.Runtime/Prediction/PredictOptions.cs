namespace JsiGan.Runtime.Prediction;

/// <summary>Options of `jsigan predict`.</summary>
public sealed record PredictOptions
{
    /// <summary>
    /// A run's folder, a checkpoint's, a generator.safetensors, or a run of the database; null is the generator that comes with the
    /// program.
    /// </summary>
    public string? Model { get; init; }

    /// <summary>Scale of the generator that comes with the program. Default 2.</summary>
    public int PretrainedScale { get; init; } = 2;

    /// <summary>An SDR video or picture.</summary>
    public required string Input { get; init; }

    /// <summary>The HDR file to write, in the format of its extension.</summary>
    public required string Output { get; init; }

    /// <summary>An SDR file of the prediction; null is none.</summary>
    public string? SdrPreview { get; init; }

    /// <summary>
    /// HDR video whose mastering metadata the output is given; null takes the input's own, else a P3 display of 1000 nits.
    /// </summary>
    public string? Mastering { get; init; }

    /// <summary>Operator of the preview.</summary>
    public required string ToneMap { get; init; }

    /// <summary>The one frame to predict, from 1; null is all.</summary>
    public int? Frame { get; init; }

    /// <summary>Side of a tile, low-resolution pixels.</summary>
    public required int Tile { get; init; }

    /// <summary>cpu or cuda:N; null is the first GPU, else the CPU.</summary>
    public string? Device { get; init; }

    /// <summary>CPU threads; null is all cores.</summary>
    public int? Threads { get; init; }

    /// <summary>Connection string, or none; null for the environment's choice, else the private database.</summary>
    public string? Database { get; init; }

    /// <summary>Whether existing files are replaced.</summary>
    public bool Force { get; init; }
}

namespace JsiGan.Storage.Checkpoints;

/// <summary>A checkpoint's metadata.</summary>
public sealed record CheckpointDescription
{
    /// <summary>Complete steps.</summary>
    public required long Step { get; init; }

    /// <summary>Updates done of the incomplete step: 0 or 1.</summary>
    public int Phase { get; init; }

    /// <summary>1 or 2.</summary>
    public required int Stage { get; init; }

    /// <summary>Epoch within the stage, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>The networks' architecture; checkpoints of another one are refused.</summary>
    public required string Architecture { get; init; }

    /// <summary>Metric to value, for "best".</summary>
    public IReadOnlyDictionary<string, double> Scores { get; init; } = new Dictionary<string, double>();

    /// <summary>Further information for people.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}

/// <summary>One file of a checkpoint, in host memory.</summary>
/// <param name="Name">Such as generator.safetensors; no path.</param>
/// <param name="Bytes">Its bytes, which must not change until the save has ended.</param>
public sealed record CheckpointPart(string Name, ReadOnlyMemory<byte> Bytes);

/// <summary>A checkpoint to save.</summary>
public sealed record CheckpointParts(CheckpointDescription Description, IReadOnlyList<CheckpointPart> Parts)
{
    /// <summary>Bytes of all files.</summary>
    public long Bytes => Parts.Sum(part => (long)part.Bytes.Length);
}

/// <summary>A stored checkpoint.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Run">Its run.</param>
/// <param name="RunName">Name of its run.</param>
/// <param name="Description">What it is.</param>
/// <param name="Bytes">Bytes of all files.</param>
/// <param name="Pinned">Whether retention keeps it.</param>
/// <param name="CreatedAt">When it became visible.</param>
public sealed record StoredCheckpoint(
    long Id, long Run, string RunName, CheckpointDescription Description, long Bytes, bool Pinned, DateTime CreatedAt)
{
    public override string ToString() => $"{Id} (step {Description.Step} of run {RunName})";
}

/// <summary>A stored file.</summary>
public sealed record StoredFile(int Number, string Name, long Bytes);

/// <summary>The result of a save.</summary>
/// <param name="Id">The checkpoint.</param>
/// <param name="Chunks">Chunks of its files.</param>
/// <param name="ChunksAdded">Chunks that the database did not have.</param>
/// <param name="BytesAdded">Bytes of those.</param>
public sealed record SaveReport(long Id, int Chunks, int ChunksAdded, long BytesAdded)
{
    /// <summary>A later coordinator has taken over: nothing was saved, and the caller must end.</summary>
    public static SaveReport Fenced { get; } = new(0, 0, 0, 0);
}

using MessagePack;

namespace JsiGan.Training.Checkpoints;

/// <summary>state.msgpack: the state and the SHA-256 of its bytes, so that no bit of it can change unseen.</summary>
[MessagePackObject]
public sealed record CheckpointSeal([property: Key(0)] byte[] Sha256, [property: Key(1)] byte[] State);

/// <summary>
/// What a checkpoint holds beside tensors. Nothing random is drawn while training: samples follow from seed and position.
/// </summary>
[MessagePackObject]
public sealed record CheckpointState
{
    /// <summary>Version of the folder's layout.</summary>
    [Key(0)]
    public required int Version { get; init; }

    /// <summary>The recipe as canonical YAML.</summary>
    [Key(1)]
    public required string Recipe { get; init; }

    /// <summary>SHA-256 of <see cref="Recipe"/>, lower-case hexadecimal.</summary>
    [Key(2)]
    public required string RecipeHash { get; init; }

    /// <summary>Stage, 1 or 2.</summary>
    [Key(3)]
    public required int Stage { get; init; }

    /// <summary>Epoch within the stage, from 1.</summary>
    [Key(4)]
    public required int Epoch { get; init; }

    /// <summary>Updates done in the epoch.</summary>
    [Key(5)]
    public required long StepInEpoch { get; init; }

    /// <summary>Updates done in all.</summary>
    [Key(6)]
    public required long GlobalStep { get; init; }

    /// <summary>Position of the next patch.</summary>
    [Key(7)]
    public required long SamplePosition { get; init; }

    /// <summary>Updates of the whole run.</summary>
    [Key(8)]
    public required long TotalSteps { get; init; }

    /// <summary>The other files of the folder.</summary>
    [Key(9)]
    public required CheckpointEntry[] Files { get; init; }

    /// <summary>The version that this program writes and reads.</summary>
    [IgnoreMember]
    public const int CurrentVersion = 1;
}

/// <summary>One file of a checkpoint.</summary>
[MessagePackObject]
public sealed record CheckpointEntry([property: Key(0)] string Name, [property: Key(1)] long Bytes, [property: Key(2)] byte[] Sha256);

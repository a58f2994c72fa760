using MessagePack;

namespace JsiGan.Training.Checkpoints;

/// <summary>state.msgpack: the state and the SHA-256 of its bytes, which detects any change.</summary>
[MessagePackObject]
public sealed record CheckpointSeal([property: Key(0)] byte[] Sha256, [property: Key(1)] byte[] State);

/// <summary>
/// What a checkpoint holds besides tensors. Nothing random is drawn while training: samples follow from seed and position.
/// </summary>
/// <param name="Version">Version of the folder's layout.</param>
/// <param name="Recipe">The recipe as canonical YAML.</param>
/// <param name="RecipeHash">SHA-256 of <paramref name="Recipe"/>, lower-case hexadecimal.</param>
/// <param name="Stage">See <see cref="Schedules.TrainingPosition"/>, here and below.</param>
/// <param name="Files">The other files of the folder.</param>
[MessagePackObject]
public sealed record CheckpointState(
    [property: Key(0)] int Version,
    [property: Key(1)] string Recipe,
    [property: Key(2)] string RecipeHash,
    [property: Key(3)] int Stage,
    [property: Key(4)] int Epoch,
    [property: Key(5)] long StepInEpoch,
    [property: Key(6)] long GlobalStep,
    [property: Key(7)] long SamplePosition,
    [property: Key(8)] long TotalSteps,
    [property: Key(9)] CheckpointEntry[] Files)
{
    /// <summary>The version that this program writes and reads.</summary>
    [IgnoreMember]
    public const int CurrentVersion = 1;
}

/// <summary>One file of a checkpoint.</summary>
[MessagePackObject]
public sealed record CheckpointEntry([property: Key(0)] string Name, [property: Key(1)] long Bytes, [property: Key(2)] byte[] Sha256);

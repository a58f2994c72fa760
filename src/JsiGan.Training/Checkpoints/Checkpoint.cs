using System.Security.Cryptography;
using JsiGan.Training.Recipes;
using JsiGan.Training.Schedules;
using MessagePack;

namespace JsiGan.Training.Checkpoints;

/// <summary>
/// A checkpoint's files: generator.safetensors, discriminator1.safetensors, discriminator2.safetensors, an optimizer-*.safetensors for
/// each, generator-ema.safetensors where the recipe averages weights, and state.msgpack with the position, the recipe, and length and
/// SHA-256 of every other file.
/// </summary>
internal sealed class Checkpoint : IDisposable
{
    internal const string StateName = "state.msgpack";
    private readonly ICheckpointFiles _files;
    private readonly CheckpointState _state;
    private readonly List<SafetensorsReader> _readers = [];

    private Checkpoint(ICheckpointFiles files, CheckpointState state)
    {
        _files = files;
        _state = state;
        Position = new TrainingPosition(state.Stage, state.Epoch, state.StepInEpoch, state.GlobalStep, state.SamplePosition,
            state.TotalSteps);
    }

    public TrainingPosition Position { get; }

    /// <summary>The bytes of state.msgpack.</summary>
    internal static byte[] Seal(Recipe recipe, TrainingPosition position, CheckpointEntry[] entries)
    {
        var (stage, epoch, inEpoch, step, sample, total) = position;
        var state = MessagePackSerializer.Serialize(new CheckpointState(
            CheckpointState.CurrentVersion, recipe.ToYaml(), recipe.Hash(), stage, epoch, inEpoch, step, sample, total, entries));
        return MessagePackSerializer.Serialize(new CheckpointSeal(SHA256.HashData(state), state));
    }

    /// <summary>The content of a folder after a check of every byte, whatever its recipe.</summary>
    /// <exception cref="FailureException">It is missing, incomplete or altered.</exception>
    internal static CheckpointFolder Inspect(string folder)
    {
        var files = new CheckpointFolderFiles(folder);
        var state = ReadIntact(files);
        using var checkpoint = new Checkpoint(files, state);
        return new CheckpointFolder(
            folder, checkpoint.Position, RecipeFile.Reread(state.Recipe, folder), [.. state.Files.Select(file => file.Name), StateName]);
    }

    /// <summary>The recipe of a checkpoint, every byte of which is checked.</summary>
    /// <exception cref="FailureException">It is missing, incomplete or altered.</exception>
    internal static Recipe RecipeOf(ICheckpointFiles files) => RecipeFile.Reread(ReadIntact(files).Recipe, files.Name);

    /// <summary>See <see cref="CheckpointFolder.PositionOf"/>.</summary>
    public static TrainingPosition? PositionOf(string folder)
    {
        if (!Directory.Exists(folder))
            return null;

        var files = new CheckpointFolderFiles(folder);
        using var checkpoint = new Checkpoint(files, ReadState(files));
        return checkpoint.Position;
    }

    /// <summary>Opens a checkpoint and checks every byte of it.</summary>
    /// <exception cref="UsageException">It is a checkpoint of a recipe that trains differently.</exception>
    /// <exception cref="FailureException">It is missing, incomplete or altered.</exception>
    public static Checkpoint Open(ICheckpointFiles files, Recipe recipe)
    {
        var state = ReadState(files);
        RequireSameRecipe(files.Name, state, recipe);
        RequireIntact(files, state);
        return new Checkpoint(files, state);
    }

    /// <summary>Overwrites live tensors and counters; all of them are checked before the first one changes.</summary>
    public void CopyTo(IReadOnlyList<StoredFile> files)
    {
        var expected = files.Select(file => file.Name).ToList();
        var found = _state.Files.Select(file => file.Name).ToList();
        if (!expected.Order(StringComparer.Ordinal).SequenceEqual(found.Order(StringComparer.Ordinal)))
            throw Fault(_files.Name, $"it holds {string.Join(", ", found)}, expected {string.Join(", ", expected)}");

        foreach (var file in files)
        {
            _readers.Add(new SafetensorsReader(_files.Open(file.Name), Path.Combine(_files.Name, file.Name)));
            file.Check(_readers[^1]);
        }

        foreach (var (file, reader) in files.Zip(_readers))
            file.Read(reader);
    }

    public void Dispose() => _readers.ForEach(reader => reader.Dispose());

    /// <summary>The content of a state file.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="name">The checkpoint's name in messages.</param>
    /// <exception cref="FailureException">It is altered, or of another version.</exception>
    internal static CheckpointState ReadState(byte[] bytes, string name)
    {
        try
        {
            var envelope = MessagePackSerializer.Deserialize<CheckpointSeal>(bytes);
            if (!SHA256.HashData(envelope.State).AsSpan().SequenceEqual(envelope.Sha256))
                throw Fault(name, $"{StateName} was altered: its SHA-256 is another than the one it carries");

            var state = MessagePackSerializer.Deserialize<CheckpointState>(envelope.State);
            return state.Version == CheckpointState.CurrentVersion
                ? state
                : throw Fault(name, $"its layout has version {state.Version}, expected {CheckpointState.CurrentVersion}");
        }
        catch (Exception broken) when (broken is MessagePackSerializationException or EndOfStreamException)
        {
            throw Fault(name, $"{StateName} is truncated or altered", broken);
        }
    }

    private static CheckpointState ReadState(ICheckpointFiles files)
    {
        try
        {
            return ReadState(ReadAll(files, StateName), files.Name);
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw Fault(files.Name, $"{StateName} cannot be read ({missing.Message.TrimEnd('.')})", missing);
        }
    }

    private static void RequireSameRecipe(string folder, CheckpointState state, Recipe recipe)
    {
        var theirs = RecipeFile.Reread(state.Recipe, folder);
        var differences = RecipeText.Differences(theirs, recipe);
        if (differences.Count > 0)
        {
            var lines = differences
                .Select(option => $"  - {option.Key} is {option.First} in the checkpoint, {option.Second} in the recipe");
            throw new UsageException($"The checkpoint {folder} was trained by the recipe {theirs.Name}, which is another than "
                + $"{recipe.Name}; "
                + $"take that recipe, or another checkpoint folder:\n{string.Join('\n', lines)}");
        }
    }

    private static byte[] ReadAll(ICheckpointFiles files, string name)
    {
        using var stream = files.Open(name);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static CheckpointState ReadIntact(ICheckpointFiles files)
    {
        var state = ReadState(files);
        RequireIntact(files, state);
        return state;
    }

    private static void RequireIntact(ICheckpointFiles files, CheckpointState state)
    {
        foreach (var file in state.Files)
            RequireIntact(files, file);
    }

    private static void RequireIntact(ICheckpointFiles files, CheckpointEntry file)
    {
        try
        {
            using var stream = files.Open(Path.GetFileName(file.Name));
            if (stream.Length != file.Bytes)
                throw Fault(files.Name, $"{file.Name} has {stream.Length} bytes, expected {file.Bytes}");

            var hash = SHA256.HashData(stream);
            if (!hash.AsSpan().SequenceEqual(file.Sha256))
            {
                throw Fault(files.Name, $"{file.Name} has SHA-256 {Convert.ToHexStringLower(hash)}, expected "
                    + $"{Convert.ToHexStringLower(file.Sha256)}");
            }
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw Fault(files.Name, $"{file.Name} cannot be read ({missing.Message.TrimEnd('.')})", missing);
        }
    }

    private static FailureException Fault(string folder, string found, Exception? cause = null) =>
        new($"The checkpoint {folder} cannot be used: {found}; take an intact copy, or an earlier checkpoint.", cause);
}

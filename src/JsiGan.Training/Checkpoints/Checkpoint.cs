using System.Security.Cryptography;
using JsiGan.Training.Recipes;
using MessagePack;

namespace JsiGan.Training.Checkpoints;

/// <summary>
/// A checkpoint folder: generator.safetensors, discriminator1.safetensors, discriminator2.safetensors, an optimizer-*.safetensors for each,
/// and state.msgpack with the position, the recipe, and length and SHA-256 of every other file.
/// </summary>
internal sealed class Checkpoint : IDisposable
{
    internal const string StateName = "state.msgpack";
    private readonly string _folder;
    private readonly CheckpointState _state;
    private readonly List<SafetensorsReader> _readers = [];

    private Checkpoint(string folder, CheckpointState state)
    {
        _folder = folder;
        _state = state;
        Position = new TrainingPosition(state.Stage, state.Epoch, state.StepInEpoch, state.GlobalStep, state.SamplePosition,
            state.TotalSteps);
    }

    public TrainingPosition Position { get; }

    /// <summary>Writes a whole folder and puts it in the place of what was there.</summary>
    /// <exception cref="FailureException">The folder cannot be written; what was there before stays.</exception>
    public static void Save(string folder, Recipe recipe, TrainingPosition position, IReadOnlyList<StoredFile> files) =>
        AtomicFolder.Replace(folder, writer =>
        {
            var entries = files.Select(file => writer.Write(file.Name, file.Write)).ToArray();
            var sealedState = Seal(recipe, position, entries);
            writer.Write(StateName, stream => stream.Write(sealedState));
        });

    /// <summary>The bytes of state.msgpack.</summary>
    internal static byte[] Seal(Recipe recipe, TrainingPosition position, CheckpointEntry[] entries)
    {
        var state = MessagePackSerializer.Serialize(new CheckpointState
        {
            Version = CheckpointState.CurrentVersion,
            Recipe = recipe.ToYaml(),
            RecipeHash = recipe.Hash(),
            Stage = position.Stage,
            Epoch = position.Epoch,
            StepInEpoch = position.StepInEpoch,
            GlobalStep = position.GlobalStep,
            SamplePosition = position.SamplePosition,
            TotalSteps = position.TotalSteps,
            Files = entries,
        });
        return MessagePackSerializer.Serialize(new CheckpointSeal(SHA256.HashData(state), state));
    }

    /// <summary>What a folder holds, every byte of it checked; whatever recipe it is of.</summary>
    /// <exception cref="FailureException">It is missing, incomplete or altered.</exception>
    internal static CheckpointFolder Inspect(string folder)
    {
        var state = ReadState(folder);
        foreach (var file in state.Files)
        {
            RequireIntact(folder, file);
        }

        using var checkpoint = new Checkpoint(folder, state);
        return new CheckpointFolder(
            folder, checkpoint.Position, RecipeFile.Reread(state.Recipe, folder), [.. state.Files.Select(file => file.Name), StateName]);
    }

    /// <summary>The position of a checkpoint, without a look at its tensors; null where there is no such folder.</summary>
    /// <exception cref="FailureException">The folder's state is missing or altered.</exception>
    public static TrainingPosition? PositionOf(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return null;
        }

        using var checkpoint = new Checkpoint(folder, ReadState(folder));
        return checkpoint.Position;
    }

    /// <summary>Opens a folder and checks every byte of it.</summary>
    /// <exception cref="UsageException">It is a checkpoint of a recipe that trains differently.</exception>
    /// <exception cref="FailureException">It is missing, incomplete or altered.</exception>
    public static Checkpoint Open(string folder, Recipe recipe)
    {
        var state = ReadState(folder);
        RequireSameRecipe(folder, state, recipe);
        foreach (var file in state.Files)
        {
            RequireIntact(folder, file);
        }

        return new Checkpoint(folder, state);
    }

    /// <summary>Overwrites live tensors and counters; all of them are checked before the first one changes.</summary>
    public void CopyTo(IReadOnlyList<StoredFile> files)
    {
        var expected = files.Select(file => file.Name).ToList();
        var found = _state.Files.Select(file => file.Name).ToList();
        if (!expected.Order(StringComparer.Ordinal).SequenceEqual(found.Order(StringComparer.Ordinal)))
        {
            throw Fault(_folder, $"it holds {string.Join(", ", found)}, expected {string.Join(", ", expected)}");
        }

        foreach (var file in files)
        {
            _readers.Add(new SafetensorsReader(Path.Combine(_folder, file.Name)));
            file.Check(_readers[^1]);
        }

        foreach (var (file, reader) in files.Zip(_readers))
        {
            file.Read(reader);
        }
    }

    public void Dispose() => _readers.ForEach(reader => reader.Dispose());

    private static CheckpointState ReadState(string folder)
    {
        try
        {
            var envelope = MessagePackSerializer.Deserialize<CheckpointSeal>(File.ReadAllBytes(Path.Combine(folder, StateName)));
            if (!SHA256.HashData(envelope.State).AsSpan().SequenceEqual(envelope.Sha256))
            {
                throw Fault(folder, $"{StateName} was altered: its SHA-256 is another than the one it carries");
            }

            var state = MessagePackSerializer.Deserialize<CheckpointState>(envelope.State);
            return state.Version == CheckpointState.CurrentVersion
                ? state
                : throw Fault(folder, $"its layout has version {state.Version}, expected {CheckpointState.CurrentVersion}");
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw Fault(folder, $"{StateName} cannot be read ({missing.Message.TrimEnd('.')})", missing);
        }
        catch (Exception broken) when (broken is MessagePackSerializationException or EndOfStreamException)
        {
            throw Fault(folder, $"{StateName} is truncated or altered", broken);
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

    private static void RequireIntact(string folder, CheckpointEntry file)
    {
        try
        {
            using var stream = File.OpenRead(Path.Combine(folder, Path.GetFileName(file.Name)));
            if (stream.Length != file.Bytes)
            {
                throw Fault(folder, $"{file.Name} has {stream.Length} bytes, expected {file.Bytes}");
            }

            var hash = SHA256.HashData(stream);
            if (!hash.AsSpan().SequenceEqual(file.Sha256))
            {
                throw Fault(folder, $"{file.Name} has SHA-256 {Convert.ToHexStringLower(hash)}, expected "
                    + $"{Convert.ToHexStringLower(file.Sha256)}");
            }
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw Fault(folder, $"{file.Name} cannot be read ({missing.Message.TrimEnd('.')})", missing);
        }
    }

    private static FailureException Fault(string folder, string found, Exception? cause = null) =>
        new($"The checkpoint {folder} cannot be used: {found}; take an intact copy, or an earlier checkpoint.", cause);
}

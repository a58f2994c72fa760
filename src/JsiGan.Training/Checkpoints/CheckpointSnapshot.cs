using System.Security.Cryptography;
using JsiGan.Training.Recipes;
using JsiGan.Training.Schedules;

namespace JsiGan.Training.Checkpoints;

/// <summary>
/// A checkpoint in host memory, as the files of a checkpoint folder. Taking it only copies, so that training pauses briefly; another thread
/// hashes and writes it. The memory is reused for the next one.
/// </summary>
public sealed class CheckpointSnapshot : IDisposable
{
    private readonly List<HostBuffer> _buffers = [];
    private IReadOnlyList<string> _names = [];
    private Recipe? _recipe;

    /// <summary>How far the run had come; null before the first snapshot.</summary>
    public TrainingPosition? Position { get; private set; }

    /// <summary>Bytes of the tensors' files.</summary>
    public long Bytes => _buffers.Take(_names.Count).Sum(buffer => buffer.Memory.Length);

    /// <summary>
    /// The files, the state with their hashes last. The bytes are valid until the next snapshot is taken; thread-safe.
    /// </summary>
    /// <exception cref="InvalidOperationException">No snapshot was taken.</exception>
    public IReadOnlyList<(string Name, ReadOnlyMemory<byte> Bytes)> Seal()
    {
        if (_recipe is null || Position is null)
            throw new InvalidOperationException("No snapshot has been taken.");

        var files = _names.Select((name, place) => (Name: name, Bytes: (ReadOnlyMemory<byte>)_buffers[place].Memory)).ToList();
        var entries = files.Select(file => new CheckpointEntry(file.Name, file.Bytes.Length, SHA256.HashData(file.Bytes.Span))).ToArray();
        return [.. files, (Checkpoint.StateName, Checkpoint.Seal(_recipe, Position, entries))];
    }

    /// <summary>Writes the snapshot as a folder that appears atomically.</summary>
    /// <exception cref="FailureException">The folder cannot be written.</exception>
    public void WriteTo(string folder) => AtomicFolder.Replace(folder, Seal());

    public void Dispose() => _buffers.ForEach(buffer => ((IDisposable)buffer).Dispose());

    /// <summary>
    /// Allocates the memory for files of these sizes ahead of a snapshot. Slow: call it on another thread, and not while a snapshot is
    /// taken or read.
    /// </summary>
    /// <param name="sizes">Bytes of each file, in the order of the snapshot (TrainerState.SnapshotSizes).</param>
    public void Reserve(IReadOnlyList<long> sizes)
    {
        HaveBuffers(sizes.Count);
        for (var place = 0; place < sizes.Count; place++)
            _buffers[place].Reserve(sizes[place]);
    }

    internal void Take(Recipe recipe, TrainingPosition position, IReadOnlyList<StoredFile> files)
    {
        HaveBuffers(files.Count);
        // One core does not fill the memory's bandwidth.
        Parallel.For(0, files.Count, place =>
        {
            using var stream = _buffers[place].OpenWrite(files[place].Length);
            files[place].Write(stream);
        });
        (_recipe, Position, _names) = (recipe, position, [.. files.Select(file => file.Name)]);
    }

    private void HaveBuffers(int count)
    {
        while (_buffers.Count < count)
            _buffers.Add(new HostBuffer());
    }
}

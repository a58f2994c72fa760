using JsiGan.Core.Files;

namespace JsiGan.Data.Store;

/// <summary>
/// Adds clips to a store, or creates it. Clips grow in a folder that readers ignore; <see cref="Commit"/> moves them into place and then
/// replaces the index, which makes them valid. One process at a time may write.
/// </summary>
internal sealed class StoreWriter : IDisposable
{
    private const int WriteBuffer = 1 << 20;

    private readonly string _folder;
    private readonly FileStream _lock;
    private readonly StoreIndex? _before;
    private readonly Func<string, Stream> _append;

    /// <exception cref="FailureException">The store is damaged, of another scale, or being written by another process.</exception>
    public StoreWriter(string folder, int scale, Func<string, Stream>? append = null, TimeProvider? time = null)
    {
        (_folder, Scale, _append) = (Path.GetFullPath(folder), scale, append ?? Append);
        _lock = Lock(_folder, time ?? TimeProvider.System);
        try
        {
            if (File.Exists(Path.Combine(_folder, StoreIndex.Name)))
            {
                _before = StoreIndex.Read(_folder);
                if (_before.Scale != scale)
                {
                    throw new FailureException(
                        $"The frame store {folder} has scale {_before.Scale}, but scale {scale} was requested: choose another folder, "
                        + $"or give --scale {_before.Scale}.");
                }
            }

            else
            {
                RequireOwn(_folder);
            }

            RemoveStrangers();
        }
        catch
        {
            _lock.Dispose();
            throw;
        }
    }

    public int Scale { get; }

    /// <summary>The clips already in the store.</summary>
    public IReadOnlyList<StoredClip> Clips => _before?.Clips ?? [];

    /// <summary>Begins or resumes a clip.</summary>
    public ClipDraft Begin(ClipPlan plan) => ClipDraft.Open(Path.Combine(StoreFolders.Building(_folder), plan.Name), plan, _append);

    /// <summary>Adds the completed clips to the store atomically.</summary>
    public void Commit(IReadOnlyList<(ClipDraft Draft, StoredClip Clip)> clips)
    {
        Directory.CreateDirectory(StoreFolders.Clips(_folder));
        foreach (var (draft, clip) in clips)
            draft.MoveTo(StoreFolders.Clip(_folder, clip.Name));

        new StoreIndex(Scale, [.. Clips, .. clips.Select(pair => pair.Clip)]).Write(_folder);
        Remove(StoreFolders.Building(_folder));
    }

    /// <summary>Leaves the store unchanged and deletes the drafts.</summary>
    public void Discard()
    {
        Remove(StoreFolders.Building(_folder));
        RemoveStrangers();
        if (_before is null)
        {
            RemoveIfEmpty(StoreFolders.Clips(_folder));
            RemoveIfEmpty(_folder);
        }
    }

    public void Dispose() => _lock.Dispose();

    /// <summary>Deletes clips that the index does not name, left by a kill before the index was written.</summary>
    private void RemoveStrangers()
    {
        var clips = StoreFolders.Clips(_folder);
        if (Directory.Exists(clips))
        {
            var known = Clips.Select(clip => clip.Name).ToHashSet();
            foreach (var stranger in Directory.GetDirectories(clips).Where(folder => !known.Contains(Path.GetFileName(folder))))
                Remove(stranger);
        }
    }

    /// <summary>A folder without an index may only hold remains of a killed ingest; otherwise it is not ours.</summary>
    private static void RequireOwn(string folder)
    {
        var index = Path.Combine(folder, StoreIndex.Name);
        var ours = new[] { StoreFolders.Clips(folder), StoreFolders.Building(folder), AtomicFile.TemporaryNameOf(index) };
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).FirstOrDefault(entry =>
            !ours.Contains(entry)) is { } other)
        {
            throw new FailureException($"The folder {folder} is not a frame store, but holds {Path.GetFileName(other)}: choose an empty or "
                + $"a new folder.");
        }
    }

    private static FileStream Lock(string folder, TimeProvider time)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.TrimEnd('/')) ?? "/");
            return ExclusiveFile.OpenAsync(StoreFolders.Lock(folder), FileAccess.Write, FileOptions.DeleteOnClose, time)
                .GetAwaiter().GetResult();
        }
        catch (IOException fault) when (ExclusiveFile.IsHeld(fault))
        {
            throw new FailureException($"Another process is writing the frame store {folder}: wait until it has finished.", fault);
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException || (fault is IOException other && !DiskSpace.IsFull(other)))
        {
            throw new FailureException(
                $"The frame store {folder} cannot be written ({fault.Message}): choose a folder that you may write to.", fault);
        }
    }

    private static FileStream Append(string path) => new(path, FileMode.Append, FileAccess.Write, FileShare.Read, WriteBuffer);

    private static void RemoveIfEmpty(string folder)
    {
        if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
            Directory.Delete(folder);
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}

namespace JsiGan.Storage.Metrics;

/// <summary>
/// Batches between the one who gathers and the one who sends, in order: in memory while the database keeps up, on disk when it does not.
/// Once one is on disk, all later ones go there too, until the disk is empty again.
/// </summary>
internal sealed class BatchQueue(MetricSpool spool, int most)
{
    private readonly Lock _gate = new();
    private readonly Queue<MetricBatch> _memory = new();
    private readonly Queue<string> _disk = new();
    private readonly List<string> _faults = [];

    /// <summary>Rows that found no room: the database away and the disk full.</summary>
    public long Lost { get; private set; }

    /// <summary>Batches that could not be used, each with a sentence.</summary>
    public IReadOnlyList<string> Faults
    {
        get
        {
            lock (_gate)
                return [.. _faults];
        }
    }

    /// <summary>Batches on disk.</summary>
    public int OnDisk
    {
        get
        {
            lock (_gate)
                return _disk.Count;
        }
    }

    /// <summary>Takes over files that an earlier process left.</summary>
    public void Take(IReadOnlyList<string> files)
    {
        foreach (var file in files)
            _disk.Enqueue(file);
    }

    public void Add(MetricBatch batch)
    {
        lock (_gate)
        {
            if (_disk.Count == 0 && _memory.Count < most)
            {
                _memory.Enqueue(batch);
            }
            else
            {
                SpillLocked();
                Put(batch);
            }
        }
    }

    /// <summary>Brings all to the disk: the database is away, and the process may end before it is back.</summary>
    public void Spill()
    {
        lock (_gate)
            SpillLocked();
    }

    /// <summary>The oldest batch, which stays until <see cref="Remove"/>; null when there is none.</summary>
    public MetricBatch? Peek()
    {
        lock (_gate)
        {
            while (_disk.TryPeek(out var file))
            {
                if (!File.Exists(file))
                {
                    // A process that resumed the run has sent it.
                    _disk.Dequeue();
                    continue;
                }

                if (MetricBatch.Parse(File.ReadAllBytes(file)) is { } batch)
                    return batch;

                Refuse(file, $"The metrics in {file} cannot be used: the file was altered since jsigan wrote it.");
            }

            return _memory.TryPeek(out var first) ? first : null;
        }
    }

    /// <summary>Forgets a batch that has arrived. It may have moved to the disk meanwhile.</summary>
    public void Remove(MetricBatch batch)
    {
        lock (_gate)
        {
            if (_disk.TryPeek(out var file) && file == spool.FileOf(batch))
                File.Delete(_disk.Dequeue());
            else if (_memory.TryPeek(out var first) && first == batch)
                _memory.Dequeue();
        }
    }

    /// <summary>Takes the oldest batch out of the way: the database will never have it.</summary>
    public void SetAside(string fault)
    {
        lock (_gate)
        {
            SpillLocked();
            if (_disk.TryPeek(out var file))
                Refuse(file, fault);
        }
    }

    private void Refuse(string file, string fault)
    {
        MetricSpool.SetAside(file);
        _disk.Dequeue();
        _faults.Add(fault);
    }

    private void SpillLocked()
    {
        while (_memory.TryDequeue(out var batch))
            Put(batch);
    }

    private void Put(MetricBatch batch)
    {
        try
        {
            spool.Put(batch);
            _disk.Enqueue(spool.FileOf(batch));
        }
        catch (Exception full) when (full is IOException or UnauthorizedAccessException)
        {
            Lost += batch.Rows;
            _faults.Add($"{batch.Rows} metrics are lost: the database is away and they cannot wait on disk ({full.Message.TrimEnd('.')}).");
        }
    }
}

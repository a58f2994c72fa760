namespace JsiGan.Storage.Metrics;

/// <summary>
/// Batches waiting to be sent, in order: in memory while the database keeps up, else on disk. Once one is on disk, all later ones follow,
/// until the disk is empty again.
/// </summary>
internal sealed class BatchQueue(MetricSpool spool, int most)
{
    private readonly Lock _gate = new();
    private readonly Queue<MetricBatch> _memory = new();
    private readonly Queue<string> _disk = new();
    private readonly List<string> _faults = [];

    /// <summary>Rows dropped because the database was unavailable and the disk full.</summary>
    public long Lost { get; private set; }

    /// <summary>Errors about unusable batches.</summary>
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

    /// <summary>Batches in memory.</summary>
    public int InMemory
    {
        get
        {
            lock (_gate)
                return _memory.Count;
        }
    }

    /// <summary>Queues the files of an earlier process.</summary>
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

    /// <summary>Writes all to disk: the database is unavailable, and the process may end before it is back.</summary>
    public void Spill()
    {
        lock (_gate)
            SpillLocked();
    }

    /// <summary>The oldest batch, kept until <see cref="Remove"/>; null if there is none.</summary>
    public MetricBatch? Peek()
    {
        lock (_gate)
        {
            while (_disk.TryPeek(out var file))
            {
                if (!File.Exists(file))
                {
                    // Already sent by a process that resumed the run.
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

    /// <summary>Removes a stored batch, which may have moved to disk meanwhile.</summary>
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

    /// <summary>Sets the oldest batch aside: the database will never accept it.</summary>
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
            _faults.Add($"{batch.Rows} metrics were dropped: the database and the disk are unavailable ({full.Message.TrimEnd('.')}).");
        }
    }
}

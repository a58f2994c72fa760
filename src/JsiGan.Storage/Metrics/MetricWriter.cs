using System.Threading.Channels;

namespace JsiGan.Storage.Metrics;

/// <summary>
/// Takes metrics from a training thread without blocking it, and stores them in the background: in batches, in order, each once. While the
/// database is unavailable they are kept on disk, also beyond the end of this process.
/// </summary>
public sealed class MetricWriter : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly MetricOptions _options;
    private readonly TimeProvider _time;
    private readonly MetricSender _sender;
    private readonly BatchQueue _queue;
    private readonly long _writer;
    private readonly Channel<MetricBatch> _cut = Channel.CreateUnbounded<MetricBatch>();
    private readonly SemaphoreSlim _work = new(0);
    private readonly CancellationTokenSource _giveUp = new();
    private readonly Progress _safe = new();
    private readonly ITimer _timer;
    private readonly Task _gathering;
    private readonly Task _sending;
    private List<StepMetric> _steps = [];
    private List<EpochMetric> _epochs = [];
    private long _number;
    private long _gathered;
    private volatile string? _lastError;
    private volatile bool _away;
    private volatile bool _closing;

    private MetricWriter(MetricSender sender, BatchQueue queue, long writer, MetricOptions options, TimeProvider time)
    {
        (_sender, _queue, _writer, _options, _time) = (sender, queue, writer, options, time);
        _timer = time.CreateTimer(_ => Cut(), null, options.BatchDelay, options.BatchDelay);
        _gathering = Task.Run(GatherAsync);
        _sending = Task.Run(SendAsync);
    }

    /// <summary>Errors so far.</summary>
    public IReadOnlyList<string> Faults => _queue.Faults;

    /// <summary>Why the last attempt to send failed; null if it succeeded.</summary>
    public string? LastError => _lastError;

    /// <summary>Batches on disk.</summary>
    public int Waiting => _queue.OnDisk;

    /// <summary>What waits for the database now.</summary>
    public MetricBacklog Backlog => new(_queue.InMemory, _queue.OnDisk, _queue.Lost, !_away);

    /// <summary>Opens the metrics of a run; batches that an earlier process left in the spool folder are sent first.</summary>
    /// <exception cref="FailureException">The database does not answer.</exception>
    public static Task<MetricWriter> OpenAsync(Database database, long run, MetricOptions options, CancellationToken token = default)
    {
        return database.GuardAsync($"Opening the metrics of run {run}", async () =>
        {
            var sender = new MetricSender(database);
            var spool = new MetricSpool(options.SpoolFolder);
            var queue = new BatchQueue(spool, options.BatchesInMemory);
            queue.Take(spool.Files());
            for (var left = queue.Peek(); left is not null; left = queue.Peek())
                await DeliverAsync(sender, queue, left, token);

            return new MetricWriter(sender, queue, await sender.RegisterAsync(run, token), options, database.Time);
        });
    }

    /// <summary>Adds a value of a step without blocking.</summary>
    public void Add(StepMetric metric)
    {
        lock (_gate)
        {
            _steps.Add(metric);
            if (_steps.Count >= _options.BatchRows)
                CutLocked();
        }
    }

    /// <summary>Adds a value of an epoch without blocking.</summary>
    public void Add(EpochMetric metric)
    {
        lock (_gate)
            _epochs.Add(metric);
    }

    /// <summary>Waits until everything added is in the database, or on disk.</summary>
    public async Task FlushAsync(CancellationToken token = default)
    {
        var number = Cut();
        using var patience = new CancellationTokenSource(_options.Closing, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(token, patience.Token);
        try
        {
            await _safe.ReachAsync(number, either.Token);
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            // The database answers too slowly.
            _queue.Spill();
        }
    }

    /// <summary>Sends the rest, and leaves on disk what cannot be sent in time.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_closing)
            return;

        await _timer.DisposeAsync();
        Cut();
        _cut.Writer.Complete();
        await _gathering;
        _closing = true;
        _work.Release();
        _giveUp.CancelAfter(_options.Closing);
        await _sending;
        _queue.Spill();
        _giveUp.Dispose();
        _work.Dispose();
    }

    private long Cut()
    {
        lock (_gate)
            return CutLocked();
    }

    private long CutLocked()
    {
        if (_steps.Count + _epochs.Count > 0 && _cut.Writer.TryWrite(new MetricBatch(_writer, _number + 1, _steps, _epochs)))
        {
            _number++;
            (_steps, _epochs) = (new List<StepMetric>(_steps.Count), []);
        }

        return _number;
    }

    private async Task GatherAsync()
    {
        await foreach (var batch in _cut.Reader.ReadAllAsync())
        {
            _queue.Add(batch);
            Volatile.Write(ref _gathered, batch.Number);
            if (_away)
            {
                _queue.Spill();
                _safe.Reached(batch.Number);
            }

            _work.Release();
        }
    }

    private async Task SendAsync()
    {
        while (!_giveUp.IsCancellationRequested)
        {
            var batch = _queue.Peek();
            if (batch is null)
            {
                if (_closing)
                    return;

                await _work.WaitAsync();
                continue;
            }

            try
            {
                await DeliverAsync(_sender, _queue, batch, _giveUp.Token);
                (_away, _lastError) = (false, null);
                _safe.Reached(batch.Number);
            }
            catch (Exception fault) when (!_giveUp.IsCancellationRequested)
            {
                _lastError = fault.Message;
                await WaitForDatabaseAsync();
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private static async Task DeliverAsync(MetricSender sender, BatchQueue queue, MetricBatch batch, CancellationToken token)
    {
        try
        {
            await sender.SendAsync(batch, token);
            queue.Remove(batch);
        }
        catch (FailureException refused)
        {
            queue.SetAside(refused.Message);
        }
    }

    private async Task WaitForDatabaseAsync()
    {
        // Later batches see that the database is unavailable, and go to disk by themselves.
        _away = true;
        _queue.Spill();
        _safe.Reached(Volatile.Read(ref _gathered));
        await Task.Delay(_options.Retry, _time, _giveUp.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}

using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using JsiGan.Storage.Overview;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace JsiGan.Web.Pages;

/// <summary>
/// Tells open pages what changes, as PostgreSQL announces it. Values are read and written as JSON once for all pages of a run. Thread-safe.
/// </summary>
/// <remarks>
/// Events: <c>points</c> {run, values: [[metric, step, value], ...]}; <c>changed</c> {run, what}; <c>ready</c>, after which nothing is
/// missed: the page reads everything; <c>away</c> {error}; <c>alive</c>, every few seconds.
/// </remarks>
internal sealed class LiveFeed(RunOverview overview, ChangeListener changes, TimeProvider time) : IAsyncDisposable
{
    private const int MostValues = 5000;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AliveInterval = TimeSpan.FromSeconds(5);

    // Ten times a second is as good as at once. Many pages are updated less often: together they cost training next to nothing.
    private static readonly TimeSpan PointsInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan IntervalOfPage = TimeSpan.FromMilliseconds(20);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _end = new();
    private readonly List<LiveReader> _readers = [];
    private readonly HashSet<long> _measured = [];
    private readonly Dictionary<long, long> _sent = [];
    private readonly SemaphoreSlim _work = new(0, 1);
    private volatile bool _listening;
    private Task _running = Task.CompletedTask;

    /// <summary>Begins to listen.</summary>
    public void Start() => _running = Task.WhenAll(ListenAsync(), SendPointsAsync(), KeepAliveAsync());

    /// <summary>The events for one page, until it is closed.</summary>
    public ServerSentEventsResult<string> Answer(string? runs, CancellationToken token) =>
        TypedResults.ServerSentEvents(FollowAsync(new LiveReader(RunList.Parse(runs ?? "")), token));

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        foreach (var reader in Readers())
            reader.End();

        _work.Dispose();
        _end.Dispose();
    }

    private async IAsyncEnumerable<SseItem<string>> FollowAsync(LiveReader reader, [EnumeratorCancellation] CancellationToken token)
    {
        foreach (var run in reader.Runs)
            await BeginAsync(run, token).ConfigureAwait(false);

        lock (_gate)
            _readers.Add(reader);

        try
        {
            if (_listening)
                reader.Send(Item("ready", new { }));

            await foreach (var item in reader.Items(token).ConfigureAwait(false))
                yield return item;
        }
        finally
        {
            lock (_gate)
                _readers.Remove(reader);
        }
    }

    // Values up to now come with the page itself.
    private async Task BeginAsync(long run, CancellationToken token)
    {
        var newest = await overview.NewestStepAsync(run, token).ConfigureAwait(false);
        lock (_gate)
            _sent.TryAdd(run, newest);
    }

    private Task ListenAsync() => RepeatAsync(async () =>
    {
        await foreach (var change in changes.ListenAsync(OnListening, _end.Token).ConfigureAwait(false))
        {
            if (change.What == "metrics")
                Measured(change.Run);
            else
                await ForwardAsync(change).ConfigureAwait(false);
        }
    });

    private void OnListening()
    {
        _listening = true;
        Broadcast(Item("ready", new { }), _ => true);
    }

    private void Measured(long run)
    {
        lock (_gate)
        {
            _measured.Add(run);
            if (_work.CurrentCount == 0)
                _work.Release();
        }
    }

    private async Task ForwardAsync(RunChange change)
    {
        // A generation may start from an earlier step, and measures the steps after it again.
        if (change.What == "generations" && IsWatched(change.Run))
        {
            var newest = await overview.NewestStepAsync(change.Run, _end.Token).ConfigureAwait(false);
            lock (_gate)
                _sent[change.Run] = newest;
        }

        Broadcast(Item("changed", change), reader => reader.Runs.Count == 0 || reader.Runs.Contains(change.Run));
    }

    private Task SendPointsAsync() => RepeatAsync(async () =>
    {
        while (true)
        {
            await _work.WaitAsync(_end.Token).ConfigureAwait(false);
            foreach (var run in TakeMeasured().Where(IsWatched))
                await SendPointsAsync(run).ConfigureAwait(false);

            var shared = IntervalOfPage * Readers().Length;
            await Task.Delay(shared > PointsInterval ? shared : PointsInterval, time, _end.Token).ConfigureAwait(false);
        }
    });

    private async Task SendPointsAsync(long run)
    {
        long after;
        lock (_gate)
            after = _sent.GetValueOrDefault(run);

        var tail = await overview.TailAsync(run, after, MostValues, _end.Token).ConfigureAwait(false);
        if (tail.Count == 0)
            return;

        lock (_gate)
            _sent[run] = tail[^1].Step;

        object[][] values = [.. tail.Select(each => new object[] { each.Metric, each.Step, each.Value })];
        Broadcast(Item("points", new { run, values }), reader => reader.Runs.Contains(run));
    }

    private async Task KeepAliveAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            Broadcast(Item("alive", new { }), _ => true);
            await Task.Delay(AliveInterval, time, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // A database that is away ends the work; it begins again when the database is back.
    private async Task RepeatAsync(Func<Task> work)
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                await work().ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_end.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (fault is FailureException or UsageException)
            {
                _listening = false;
                Broadcast(Item("away", new PageFault(fault.Message)), _ => true);
                await Task.Delay(RetryDelay, time, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private List<long> TakeMeasured()
    {
        lock (_gate)
        {
            List<long> taken = [.. _measured];
            _measured.Clear();
            return taken;
        }
    }

    private bool IsWatched(long run) => Readers().Any(reader => reader.Runs.Contains(run));

    private void Broadcast(SseItem<string> item, Func<LiveReader, bool> isFor)
    {
        foreach (var reader in Readers().Where(isFor))
            reader.Send(item);
    }

    private LiveReader[] Readers()
    {
        lock (_gate)
            return [.. _readers];
    }

    private static SseItem<string> Item(string kind, object data) => new(JsonSerializer.Serialize(data, PageJson.Options), kind);
}

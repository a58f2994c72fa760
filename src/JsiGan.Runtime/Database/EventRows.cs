using System.Text.Json;
using System.Threading.Channels;
using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;
using JsiGan.Runtime.Events;
using JsiGan.Runtime.Observers;
using JsiGan.Storage.Runs;

namespace JsiGan.Runtime.Database;

/// <summary>
/// What happened to a run as rows, for the time lines of charts. A task of its own writes them in order: a database that is away delays
/// them and holds up nothing else. What it does not take before the run ends is in the run's log alone.
/// </summary>
internal sealed class EventRows : IRunObserver, IAsyncDisposable
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);

    private readonly Channel<Row> _queue = Channel.CreateUnbounded<Row>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _closing = new();
    private readonly RunStore _runs;
    private readonly long _run;
    private readonly Action<string> _report;
    private readonly TimeProvider _time;
    private readonly Task _writing;
    private long? _step;

    /// <param name="runs">The database.</param>
    /// <param name="run">The run.</param>
    /// <param name="report">Receives the reason, once, where events could not be stored.</param>
    /// <param name="time">Times retries.</param>
    public EventRows(RunStore runs, long run, Action<string> report, TimeProvider time)
    {
        (_runs, _run, _report, _time) = (runs, run, report, time);
        _writing = WriteAsync();
    }

    public void OnEvent(IRunEvent happened)
    {
        if (happened is IMeasurement measurement)
            _step = measurement.Step;

        var text = happened switch
        {
            // Of no interest later, or a row of its own kind.
            WorkerOutput or DatabaseOperationFailed or TrainingStarted or ComparisonStarted => null,
            _ => RuntimeEventText.Of(happened),
        };
        if (text is not null)
            _queue.Writer.TryWrite(new Row(JsonNamingPolicy.KebabCaseLower.ConvertName(happened.GetType().Name), _step, text));
    }

    /// <summary>Writes what is waiting, without retrying.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _closing.CancelAsync();
        await _writing;
        _closing.Dispose();
    }

    private async Task WriteAsync()
    {
        var left = 0;
        await foreach (var row in _queue.Reader.ReadAllAsync())
        {
            while (!await TryWriteAsync(row))
            {
                if (!await WaitAsync())
                {
                    left++;
                    break;
                }
            }
        }

        if (left > 0)
            _report($"{left} events of the run could not be stored in the database; they are in the run's log.");
    }

    private async Task<bool> TryWriteAsync(Row row)
    {
        try
        {
            await _runs.AddEventAsync(_run, row.Kind, row.Step, row.Text);
            return true;
        }
        catch (FailureException)
        {
            return false;
        }
    }

    /// <returns>False where the run ends.</returns>
    private async Task<bool> WaitAsync()
    {
        try
        {
            await Task.Delay(RetryDelay, _time, _closing.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private sealed record Row(string Kind, long? Step, string Text);
}

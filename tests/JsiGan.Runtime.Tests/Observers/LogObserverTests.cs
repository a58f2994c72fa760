using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;
using JsiGan.Runtime.Observers;
using Microsoft.Extensions.Logging;

namespace JsiGan.Runtime.Tests.Observers;

public sealed class LogObserverTests
{
    private readonly CapturingLogger _logger = new();

    [Fact]
    public void A_stored_checkpoint_is_logged_with_every_property_of_its_event()
    {
        var saved = new CheckpointSaved("w", new GenerationId(1, 2), 40, 1, 115_000_000, 0.75);
        new LogObserver(_logger).OnEvent(saved);
        Assert.Equal([(LogLevel.Information, "checkpoint of step 40 stored: 115 MB in 0.8 s")], _logger.Entries);
        var properties = Assert.IsAssignableFrom<IEnumerable<KeyValuePair<string, object?>>>(Assert.Single(_logger.Scopes)).ToDictionary();
        Assert.Equal(nameof(CheckpointSaved), properties["Event"]);
        Assert.Equal(saved.Bytes, properties["@Bytes"]);
        Assert.Equal(saved.Generation, properties["@Generation"]);
    }

    [Fact]
    public void A_lost_worker_is_a_warning_and_a_failed_run_an_error()
    {
        var observer = new LogObserver(_logger);
        observer.OnEvent(new WorkerLost(new WorkerIdentity("w", "host", "cpu"), 1, new LossCause.Disconnected()));
        observer.OnEvent(new RunEnded(new RunEnd.GivenUp(3, "out of memory")));
        Assert.Equal([LogLevel.Warning, LogLevel.Error], _logger.Entries.Select(entry => entry.Level));
    }

    [Fact]
    public void Single_steps_are_not_logged()
    {
        new LogObserver(_logger).OnEvent(new StepTimed("w", new GenerationId(1, 2), 40, 1, 0, 0, 0));
        Assert.Empty(_logger.Entries);
    }

    private sealed class CapturingLogger : ILogger
    {
        public List<(LogLevel Level, string Text)> Entries { get; } = [];

        public List<object> Scopes { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Scopes.Add(state);
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Entries.Add((logLevel, formatter(state, exception)));
    }
}

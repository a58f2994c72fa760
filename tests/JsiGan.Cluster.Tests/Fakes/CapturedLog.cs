using Microsoft.Extensions.Logging;

namespace JsiGan.Cluster.Tests.Fakes;

/// <summary>Keeps what is logged, with the messages of exceptions.</summary>
internal sealed class CapturedLog : ILoggerFactory, ILogger
{
    public Journal<(LogLevel Level, string Message)> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Add((logLevel, $"{formatter(state, exception)} {exception?.Message}"));

    public void Dispose() { }
}

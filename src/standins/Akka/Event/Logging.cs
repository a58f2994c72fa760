using System.Globalization;
using Akka.Actor;

namespace Akka.Event;

public enum LogLevel
{
    DebugLevel,
    InfoLevel,
    WarningLevel,
    ErrorLevel,
}

/// <summary>Takes what is worth telling.</summary>
public interface ILoggingAdapter
{
    bool IsEnabled(LogLevel logLevel);

    void Log(LogLevel logLevel, Exception? cause, string message);
}

public static class LoggingExtensions
{
    public static ILoggingAdapter GetLogger(this IActorContext context) => new LoggingAdapter(context.System, context.Self.Path.ToString());

    public static void Debug(this ILoggingAdapter log, string format, params object[] args) =>
        Write(log, LogLevel.DebugLevel, null, format, args);

    public static void Info(this ILoggingAdapter log, string format, params object[] args) =>
        Write(log, LogLevel.InfoLevel, null, format, args);

    public static void Warning(this ILoggingAdapter log, string format, params object[] args) =>
        Write(log, LogLevel.WarningLevel, null, format, args);

    public static void Error(this ILoggingAdapter log, string format, params object[] args) =>
        Write(log, LogLevel.ErrorLevel, null, format, args);

    public static void Error(this ILoggingAdapter log, Exception cause, string format, params object[] args) =>
        Write(log, LogLevel.ErrorLevel, cause, format, args);

    private static void Write(ILoggingAdapter log, LogLevel level, Exception? cause, string format, object[] args)
    {
        if (log.IsEnabled(level))
            log.Log(level, cause, args.Length == 0 ? format : string.Format(CultureInfo.InvariantCulture, format, args));
    }
}

/// <summary>Writes to standard output what akka.loglevel lets through (OFF, ERROR, WARNING, INFO, DEBUG; default INFO).</summary>
internal sealed class LoggingAdapter(ActorSystem system, string source) : ILoggingAdapter
{
    private readonly LogLevel? _least = system.Settings.Config.GetString("akka.loglevel", "INFO").ToUpperInvariant() switch
    {
        "OFF" => null,
        "ERROR" => LogLevel.ErrorLevel,
        "WARNING" => LogLevel.WarningLevel,
        "DEBUG" => LogLevel.DebugLevel,
        _ => LogLevel.InfoLevel,
    };

    public bool IsEnabled(LogLevel logLevel) => logLevel >= _least;

    public void Log(LogLevel logLevel, Exception? cause, string message)
    {
        var level = logLevel.ToString().Replace("Level", "", StringComparison.Ordinal).ToUpperInvariant();
        Console.WriteLine($"[{level}][{source}] {message}{(cause is null ? "" : Environment.NewLine + cause)}");
    }
}

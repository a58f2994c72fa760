using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Serilog;
using Serilog.Extensions.Logging;
using Serilog.Formatting.Compact;

namespace JsiGan.Runtime.Logging;

/// <summary>The logs of a process: standard error from the start, and a file as soon as the run's folder is known.</summary>
public sealed class RunLogging : IDisposable
{
    private const long FileBytes = 64 << 20;
    private const int Files = 4;

    private readonly LogOptions _options;
    private Serilog.Core.Logger? _file;

    public RunLogging(LogOptions options)
    {
        _options = options;
        Factory = LoggerFactory.Create(builder =>
        {
            builder.SetMinimumLevel(LogLevel.Trace);
            builder.AddFilter<ConsoleLoggerProvider>(level => level >= options.ConsoleLevel);
            // The program itself reports what Akka warns about, such as a port in use or a closed connection.
            builder.AddFilter<ConsoleLoggerProvider>(
                "Akka", level => options.ConsoleLevel < LogLevel.Warning && level >= options.ConsoleLevel);
            builder.AddFilter<SerilogLoggerProvider>(level => level >= LogLevel.Information);
            // The default object on standard output is the program's result; logs go to standard error.
            builder.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
            _ = options.Json
                ? builder.AddJsonConsole(format => format.TimestampFormat = "O")
                : builder.AddSimpleConsole(format => format.SingleLine = true);
        });
    }

    public ILoggerFactory Factory { get; }

    /// <summary>Logs to a file from now on, a JSON object a line with --log-format json; 4 files of 64 MiB are kept.</summary>
    public void AddFile(string path)
    {
        var configuration = new LoggerConfiguration().MinimumLevel.Information();
        _file = (_options.Json
            ? configuration.WriteTo.File(
                new CompactJsonFormatter(), path, fileSizeLimitBytes: FileBytes, rollOnFileSizeLimit: true, retainedFileCountLimit: Files,
                shared: true)
            : configuration.WriteTo.File(
                path, fileSizeLimitBytes: FileBytes, rollOnFileSizeLimit: true, retainedFileCountLimit: Files, shared: true,
                outputTemplate: "{Timestamp:O} {Level:u4} {SourceContext} {Message:lj}{NewLine}{Exception}",
                formatProvider: System.Globalization.CultureInfo.InvariantCulture)).CreateLogger();
        Factory.AddProvider(new SerilogLoggerProvider(_file));
    }

    public void Dispose()
    {
        Factory.Dispose();
        _file?.Dispose();
    }
}

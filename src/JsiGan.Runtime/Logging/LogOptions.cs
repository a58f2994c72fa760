using Microsoft.Extensions.Logging;

namespace JsiGan.Runtime.Logging;

/// <summary>What a process logs to its console. Its log file holds everything from <see cref="LogLevel.Information"/>.</summary>
public sealed record LogOptions
{
    /// <summary>Least level that the console shows. Default: warning.</summary>
    public LogLevel ConsoleLevel { get; init; } = LogLevel.Warning;

    /// <summary>One JSON object a line instead of text. Default: false.</summary>
    public bool Json { get; init; }
}

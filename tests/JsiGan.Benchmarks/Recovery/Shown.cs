using JsiGan.Protocol.Events;
using JsiGan.Runtime.Observers;
using Spectre.Console;

namespace JsiGan.Benchmarks.Recovery;

/// <summary>Shows the events of a run.</summary>
internal static class Shown
{
    public static IRunObserver AsLines() => new RunObserver(happened =>
    {
        if (RuntimeEventText.Of(happened) is { } text)
            Console.WriteLine(text);
    });

    /// <summary>In grey, so that they stand back behind the bench's own lines.</summary>
    public static IRunObserver On(IAnsiConsole console) => new RunObserver(happened =>
    {
        if (RuntimeEventText.Of(happened) is { } text)
            console.MarkupLineInterpolated($"[grey]{text}[/]");
    });
}

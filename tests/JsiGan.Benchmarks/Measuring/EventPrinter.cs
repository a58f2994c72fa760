using JsiGan.Protocol.Events;
using JsiGan.Runtime.Observers;
using Spectre.Console;

namespace JsiGan.Benchmarks.Measuring;

/// <summary>Prints the events of a run.</summary>
internal static class EventPrinter
{
    public static IRunObserver Plain() => new RunObserver(happened =>
    {
        if (RuntimeEventText.Of(happened) is { } text)
            Console.WriteLine(text);
    });

    /// <summary>In grey, to set them apart from the bench's own lines.</summary>
    public static IRunObserver Grey(IAnsiConsole console) => new RunObserver(happened =>
    {
        if (RuntimeEventText.Of(happened) is { } text)
            console.MarkupLineInterpolated($"[grey]{text}[/]");
    });
}

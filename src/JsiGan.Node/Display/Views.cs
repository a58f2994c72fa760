using Spectre.Console;

namespace JsiGan.Node.Display;

/// <summary>Chooses how a run tells what it does.</summary>
public static class Views
{
    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(10);

    /// <summary>Live on a terminal that can redraw, lines elsewhere, nothing when the user wants quiet.</summary>
    public static ITrainingView For(IAnsiConsole console, bool quiet, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(console);
        return quiet ? new QuietView()
            : console.Profile.Capabilities.Ansi && !Console.IsOutputRedirected ? new LiveView(console)
            : new PlainView(Console.Out, time, LogInterval);
    }
}

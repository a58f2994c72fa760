namespace JsiGan.Cli.Display;

/// <summary>Chooses how a run is shown.</summary>
public static class Views
{
    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(10);

    /// <summary>Live on a terminal that can redraw, lines elsewhere, nothing when the user wants quiet.</summary>
    public static ITrainingView For(IAnsiConsole console, bool quiet, TimeProvider time)
    {
        return quiet ? new QuietView()
            : console.Profile.Capabilities.Ansi && !Console.IsOutputRedirected ? new LiveView(console)
            : new PlainView(Console.Out, time, LogInterval);
    }
}

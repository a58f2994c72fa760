namespace JsiGan.Cli.Display;

/// <summary>Standard output as Spectre sees it. Pipes and files get plain text: Spectre would trust TERM for any output.</summary>
public static class Terminal
{
    public static IAnsiConsole Open() => Console.IsOutputRedirected
        ? AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(Console.Out),
        })
        : AnsiConsole.Console;
}

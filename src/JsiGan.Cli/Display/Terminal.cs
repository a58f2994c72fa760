namespace JsiGan.Cli.Display;

/// <summary>
/// Standard output as Spectre sees it. Into a pipe or a file go words alone: Spectre by itself trusts TERM, whatever the output is.
/// </summary>
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

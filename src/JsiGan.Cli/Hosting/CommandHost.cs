using JsiGan.Cluster;
using JsiGan.Runtime.Hosting;
using JsiGan.Training;

namespace JsiGan.Cli.Hosting;

/// <summary>Runs a command line and turns what happens into an exit code and at most one sentence on standard error.</summary>
public static class CommandHost
{
    /// <summary>Parses, runs, and reports. Only a bug shows a stack trace.</summary>
    /// <param name="self">What users type for <paramref name="root"/>, which System.CommandLine names after the executable.</param>
    /// <param name="root">The commands.</param>
    /// <param name="args">The command line.</param>
    /// <param name="output">Receives help and version.</param>
    /// <param name="error">Receives the sentence.</param>
    /// <param name="usesLibTorch">Whether a libtorch that the environment names is loaded first.</param>
    public static async Task<int> RunAsync(
        string self, RootCommand root, IReadOnlyList<string> args, TextWriter output, TextWriter error, bool usesLibTorch = true)
    {
        try
        {
            var parsed = root.Parse(args);
            if (parsed.Errors.Count > 0)
                throw new UsageException(ParseFaults.Describe(parsed, self));

            if (usesLibTorch)
                LibTorch.Load();

            // Signals are the commands' own business (Interrupt), and so are exceptions (below).
            using var help = new StringWriter();
            var code = await parsed.InvokeAsync(
                new InvocationConfiguration { Output = help, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
            output.Write(help.ToString().Replace(RootCommand.ExecutableName, self, StringComparison.Ordinal));
            return code;
        }
        catch (Exception fault)
        {
            return Report(fault, error);
        }
    }

    private static int Report(Exception fault, TextWriter error)
    {
        switch (Unwrap(fault))
        {
            case UsageException usage:
                error.WriteLine($"jsigan: {usage.Message}");
                return ExitCodes.Usage;
            case FailureException failure:
                error.WriteLine($"jsigan: {failure.Message}");
                return ExitCodes.Failure;
            case ClusterException cluster:
                error.WriteLine($"jsigan: {cluster.Message}");
                return cluster.IsUsage ? ExitCodes.Usage : ExitCodes.Failure;
            case OperationCanceledException:
                error.WriteLine("jsigan: stopped before there was anything to save; the same command starts again.");
                return ExitCodes.Interrupted;
            case Exception plain when Environmental.Describe(plain) is { } sentence:
                error.WriteLine($"jsigan: {sentence}");
                return ExitCodes.Failure;
            default:
                error.WriteLine(fault);
                error.WriteLine("jsigan: this is a bug in jsigan; please report it with the lines above and the command that led here.");
                return ExitCodes.Failure;
        }
    }

    /// <summary>A static constructor or a task that failed is not the fault; what it hit is.</summary>
    private static Exception Unwrap(Exception fault) => fault switch
    {
        TypeInitializationException { InnerException: { } inner } => Unwrap(inner),
        AggregateException { InnerExceptions.Count: 1 } aggregate => Unwrap(aggregate.InnerExceptions[0]),
        _ => fault,
    };
}

using System.CommandLine;
using System.Diagnostics;
using JsiGan.Cli.Commands;
using JsiGan.Runtime.Fleet;

namespace JsiGan.Runtime.Tests.Fleet;

/// <summary>A process that dies with its parent. It reports when it is ready, and then echoes each line.</summary>
internal static class ChildProgram
{
    private const string Name = "child";
    private const string Ready = "ready";

    public static Command Command()
    {
        var command = new Command(Name);
        command.SetDependentAction(_ =>
        {
            Console.WriteLine(Ready);
            while (Console.ReadLine() is { } line)
                Console.WriteLine(line);

            // Survives the end of its input, so that only the kernel ends it, but not forever.
            Thread.Sleep(5 * DependentProcessTests.Timeout);
            return Task.FromResult(0);
        });
        return command;
    }

    /// <summary>Starts one and waits until it is ready.</summary>
    public static System.Diagnostics.Process Start()
    {
        var child = DependentProcess.Start(new ProcessStartInfo("dotnet", [typeof(ChildProgram).Assembly.Location, Name])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        });
        Assert.Equal(Ready, child.StandardOutput.ReadLine());
        return child;
    }

    /// <summary>Whether a child lives.</summary>
    public static bool Answers(System.Diagnostics.Process child)
    {
        try
        {
            child.StandardInput.WriteLine("alive");
            return child.StandardOutput.ReadLine() == "alive";
        }
        catch (IOException)
        {
            return false;
        }
    }
}

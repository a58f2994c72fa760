using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace JsiGan.Runtime.Fleet;

/// <summary>How worker processes of this machine are started.</summary>
public sealed record WorkerCommand
{
    /// <summary>Program and first arguments of `jsigan worker`.</summary>
    public required IReadOnlyList<string> Program { get; init; }

    /// <summary>Arguments that all workers have in common.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>CPU threads of each.</summary>
    public required int Threads { get; init; }

    /// <summary>Additional environment variables of all workers.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The device of a place, as <c>cpu</c> or <c>cuda:0</c>.</summary>
    public Func<int, string> Device { get; init; } = _ => "cpu";

    /// <summary>This program itself.</summary>
    public static IReadOnlyList<string> Self()
    {
        var program = System.Environment.ProcessPath ?? throw new InvalidOperationException("This process does not know its own program.");
        return Path.GetFileNameWithoutExtension(program) == "dotnet" ? [program, Assembly.GetEntryAssembly()!.Location] : [program];
    }

    /// <summary>Starts one worker, which dies with this process; its standard input and error are pipes.</summary>
    public Process Start(string name, int place)
    {
        var threads = Threads.ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo(Program[0],
        [
            .. Program.Skip(1), "worker", .. Arguments, "--name", name, "--device", Device(place), "--threads", threads,
        ])
        { RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["OMP_NUM_THREADS"] = threads;
        // Threads of several processes on the same cores must not spin while they wait for each other.
        start.Environment["OMP_WAIT_POLICY"] = "passive";
        foreach (var (key, value) in Environment)
            start.Environment[key] = value;

        return DependentProcess.Start(start);
    }
}

namespace JsiGan.Benchmarks.Benches.GpuCheck;

/// <summary>One part of the check, run in a process of its own.</summary>
/// <param name="Name">Its name, which its entries' names begin with.</param>
/// <param name="Limit">How long it may take.</param>
/// <param name="Run">Does the work and tells what it finds; what it throws fails the part.</param>
/// <param name="InQuick">Whether --quick runs it.</param>
internal sealed record CheckPart(string Name, TimeSpan Limit, Action<PartContext> Run, bool InQuick = true);

/// <summary>What a part works with.</summary>
/// <param name="Device">cpu or cuda:0.</param>
/// <param name="Quick">Whether the least work will do.</param>
/// <param name="Tell">Takes each entry as soon as it is known.</param>
internal sealed record PartContext(string Device, bool Quick, Action<CheckEntry> Tell)
{
    /// <summary>Whether there is a GPU to check.</summary>
    public bool OnGpu => Device != "cpu";

    /// <summary>Runs a check and tells how it ended; one that throws fails, and the next can run.</summary>
    /// <param name="name">The entry's name.</param>
    /// <param name="check">Returns what it found.</param>
    public void Check(string name, Func<string> check)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        try
        {
            var detail = check();
            Tell(new CheckEntry(name, CheckStatus.Ok, watch.Elapsed.TotalSeconds, detail));
        }
        catch (Exception failure)
        {
            Console.Error.WriteLine(failure);
            Tell(new CheckEntry(name, CheckStatus.Failed, watch.Elapsed.TotalSeconds, $"{failure.GetType().Name}: {failure.Message}"));
        }
    }

    /// <summary>Tells that a check is not run.</summary>
    public void Skip(string name, string reason) => Tell(new CheckEntry(name, CheckStatus.Skipped, 0, reason));
}

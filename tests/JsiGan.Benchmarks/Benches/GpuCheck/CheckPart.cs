namespace JsiGan.Benchmarks.Benches.GpuCheck;

/// <summary>One part of the check, run as a process.</summary>
/// <param name="Name">Prefix of its entries' names.</param>
/// <param name="Timeout">How long it may take.</param>
/// <param name="Run">Does the work and reports entries; an exception fails the part.</param>
/// <param name="InQuick">Whether --quick runs it.</param>
internal sealed record CheckPart(string Name, TimeSpan Timeout, Action<PartContext> Run, bool InQuick = true);

/// <summary>Arguments of a part.</summary>
/// <param name="Device">cpu or cuda:0.</param>
/// <param name="Quick">Whether to do the least work.</param>
/// <param name="Report">Receives each entry as soon as it is known.</param>
internal sealed record PartContext(string Device, bool Quick, Action<CheckEntry> Report)
{
    /// <summary>Whether there is a GPU to check.</summary>
    public bool OnGpu => Device != "cpu";

    /// <summary>Runs a check and reports the outcome; an exception fails this check only.</summary>
    /// <param name="name">The entry's name.</param>
    /// <param name="check">Returns what it found.</param>
    public void Check(string name, Func<string> check)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        try
        {
            var detail = check();
            Report(new CheckEntry(name, CheckStatus.Ok, watch.Elapsed.TotalSeconds, detail));
        }
        catch (Exception failure)
        {
            Console.Error.WriteLine(failure);
            Report(new CheckEntry(name, CheckStatus.Failed, watch.Elapsed.TotalSeconds, $"{failure.GetType().Name}: {failure.Message}"));
        }
    }

    /// <summary>Reports a check as skipped.</summary>
    public void Skip(string name, string reason) => Report(new CheckEntry(name, CheckStatus.Skipped, 0, reason));
}

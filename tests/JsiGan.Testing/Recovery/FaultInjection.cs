using System.Globalization;

namespace JsiGan.Testing.Recovery;

/// <summary>Makes a worker process slow or lets it throw, through files in the run's folder that it looks for before each batch.</summary>
public sealed class FaultInjection(string folder, string worker)
{
    private string ThrowFile => Path.Combine(folder, $"{worker}.throws");

    private string DelayFile => Path.Combine(folder, $"{worker}.slow");

    /// <summary>
    /// Every batch of the worker throws from now on: a single one may be prefetched, and dropped unseen when the generation changes.
    /// </summary>
    public void Throw() => File.WriteAllText(ThrowFile, "");

    /// <summary>Delays each batch of the worker from now on.</summary>
    public void SlowDown(TimeSpan delay) => Write(DelayFile, delay);

    /// <summary>Delays each batch of every worker that is not slowed down by itself.</summary>
    public static void SlowDownAll(string folder, TimeSpan delay) => Write(Path.Combine(folder, "pace"), delay);

    /// <summary>In the worker: waits or throws as requested.</summary>
    public void Apply()
    {
        if (File.Exists(ThrowFile))
            throw new InvalidOperationException("exception injected by the test");

        if ((Read(DelayFile) ?? Read(Path.Combine(folder, "pace"))) is { } delay)
            Task.Delay(delay, TimeProvider.System).Wait();
    }

    private static void Write(string path, TimeSpan delay)
    {
        File.WriteAllText(path + ".new", delay.TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
        File.Move(path + ".new", path, overwrite: true);
    }

    private static TimeSpan? Read(string path) => File.Exists(path)
        ? TimeSpan.FromMilliseconds(double.Parse(File.ReadAllText(path), CultureInfo.InvariantCulture))
        : null;
}

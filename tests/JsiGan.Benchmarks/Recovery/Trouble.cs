using System.Globalization;

namespace JsiGan.Benchmarks.Recovery;

/// <summary>
/// Orders to a worker process to misbehave, as files of the run's folder that it looks for before each batch: how long a batch takes, and
/// whether reading it throws.
/// </summary>
public sealed class Trouble(string folder, string worker)
{
    private string Fault => Path.Combine(folder, $"{worker}.throws");

    private string Slow => Path.Combine(folder, $"{worker}.slow");

    /// <summary>
    /// Every batch of the worker from now on ends in an exception that nobody expects: one alone may be read ahead, and dropped unseen when
    /// the workers change.
    /// </summary>
    public void Throw() => File.WriteAllText(Fault, "");

    /// <summary>Each batch of the worker takes so long from now on.</summary>
    public void SlowDown(TimeSpan batch) => Write(Slow, batch);

    /// <summary>Each batch of every worker takes so long.</summary>
    public static void Pace(string folder, TimeSpan batch) => Write(Path.Combine(folder, "pace"), batch);

    /// <summary>Does what was ordered.</summary>
    public void Obey()
    {
        if (File.Exists(Fault))
            throw new InvalidOperationException("the test lets this worker throw");

        var pause = Read(Slow) ?? Read(Path.Combine(folder, "pace"));
        if (pause is { } wait)
            Task.Delay(wait, TimeProvider.System).Wait();
    }

    private static void Write(string path, TimeSpan batch)
    {
        File.WriteAllText(path + ".new", batch.TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
        File.Move(path + ".new", path, overwrite: true);
    }

    private static TimeSpan? Read(string path) => File.Exists(path)
        ? TimeSpan.FromMilliseconds(double.Parse(File.ReadAllText(path), CultureInfo.InvariantCulture))
        : null;
}

namespace JsiGan.Cli.Display;

/// <summary>
/// Progress that calls back on the reporting thread (<see cref="Progress{T}"/> posts to the thread pool and may arrive after the end).
/// </summary>
public sealed class Callback(Action<double> report) : IProgress<double>
{
    public void Report(double value) => report(value);
}

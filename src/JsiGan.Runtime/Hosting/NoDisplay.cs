namespace JsiGan.Runtime.Hosting;

/// <summary>Shows nothing.</summary>
public sealed class NoDisplay : IProgressDisplay
{
    public void Prepare(string label, Action<IProgress<double>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        work(new Progress<double>());
    }

    public Task FollowAsync(Func<Task> training)
    {
        ArgumentNullException.ThrowIfNull(training);
        return training();
    }
}

namespace JsiGan.Runtime.Hosting;

/// <summary>Shows nothing.</summary>
public class NoDisplay : IProgressDisplay
{
    public void Prepare(string label, Action<IProgress<double>> work) => work(new Progress<double>());

    public Task FollowAsync(Func<Task> training) => training();
}

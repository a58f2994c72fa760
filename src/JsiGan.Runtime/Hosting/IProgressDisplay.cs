namespace JsiGan.Runtime.Hosting;

/// <summary>Shows work in progress while it runs.</summary>
public interface IProgressDisplay
{
    /// <summary>Work with a known end that precedes training; it reports its share done, 0 to 1.</summary>
    void Prepare(string label, Action<IProgress<double>> work);

    /// <summary>Training, from its first step to its last.</summary>
    Task FollowAsync(Func<Task> training);
}

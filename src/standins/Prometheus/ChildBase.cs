namespace Prometheus;

/// <summary>One time series of a metric.</summary>
public abstract class ChildBase : ICollectorChild, IDisposable
{
    private readonly Collector _parent;
    private bool _isPublished;

    internal ChildBase(Collector parent, LabelSet instanceLabels, bool publish)
    {
        _parent = parent;
        _isPublished = publish;
        InstanceLabels = instanceLabels;
        Labels = instanceLabels.Concat(parent.StaticLabels).Text;
    }

    internal LabelSet InstanceLabels { get; }

    internal bool IsPublished => Volatile.Read(ref _isPublished);

    /// <summary>Instance and static labels as they are exposed.</summary>
    private protected string Labels { get; }

    private protected string Name => _parent.Name;

    public void Publish() => Volatile.Write(ref _isPublished, true);

    public void Unpublish() => Volatile.Write(ref _isPublished, false);

    /// <summary>Takes the time series out of its metric; this object still takes values, but nobody sees them.</summary>
    public void Remove() => _parent.Remove(InstanceLabels);

    public void Dispose() => Remove();

    internal abstract void WriteSamples(TextExposition exposition);
}

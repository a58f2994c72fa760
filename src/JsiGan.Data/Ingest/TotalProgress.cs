namespace JsiGan.Data.Ingest;

/// <summary>Combines the progress of several sources; the total grows as they report theirs.</summary>
internal sealed class TotalProgress(IProgress<FrameProgress>? progress, int sources)
{
    private readonly Lock _turn = new();
    private readonly FrameProgress[] _parts = new FrameProgress[sources];

    public IProgress<FrameProgress> Of(int source) => new Part(this, source);

    private void Report(int source, FrameProgress part)
    {
        lock (_turn)
        {
            _parts[source] = part;
            progress?.Report(new FrameProgress(_parts.Sum(one => one.Done), _parts.Sum(one => one.Total)));
        }
    }

    private sealed class Part(TotalProgress total, int source) : IProgress<FrameProgress>
    {
        public void Report(FrameProgress value) => total.Report(source, value);
    }
}

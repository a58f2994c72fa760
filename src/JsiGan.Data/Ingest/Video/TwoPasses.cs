namespace JsiGan.Data.Ingest.Video;

/// <summary>Adds up the progress of two passes, which may be concurrent.</summary>
internal sealed class TwoPasses(IProgress<FrameProgress>? progress, int first, int second)
{
    private readonly Lock _turn = new();
    private int _first;
    private int _second;

    public IProgress<FrameProgress> First => new Part(done => Add(done, ref _first));

    public IProgress<FrameProgress> Second => new Part(done => Add(done, ref _second));

    private void Add(int done, ref int part)
    {
        lock (_turn)
        {
            part = done;
            progress?.Report(new FrameProgress(_first + _second, first + second));
        }
    }

    private sealed class Part(Action<int> report) : IProgress<FrameProgress>
    {
        public void Report(FrameProgress value) => report(value.Done);
    }
}

namespace JsiGan.Search.Stopping;

/// <summary>What is to become of a trial that reached a rung.</summary>
public abstract record Verdict
{
    private Verdict()
    {
    }

    /// <summary>Train to the next rung; at the last one, the trial is complete.</summary>
    public sealed record Continue : Verdict;

    /// <summary>Stop: at <paramref name="Rung"/> it is number <paramref name="Place"/>, from 1, of <paramref name="Of"/>.</summary>
    public sealed record Stop(int Rung, int Place, int Of) : Verdict;

    /// <summary>Stop: it diverged, having measured a value that is not finite.</summary>
    public sealed record StopDiverged(int Rung) : Verdict;

    /// <summary>Keep the checkpoint and wait: better trials may be promoted first.</summary>
    public sealed record Pause(int Rung, int Place, int Of) : Verdict;
}

namespace JsiGan.Protocol.Events;

/// <summary>The run is over, or this process no longer coordinates it.</summary>
public sealed record RunEnded(RunEnd End) : IRunEvent;

/// <summary>How a run ended.</summary>
public abstract record RunEnd
{
    private RunEnd() { }

    /// <summary>Whether every step is done.</summary>
    public virtual bool IsFinished => false;

    /// <summary>Whether it ended early without a request to stop.</summary>
    public virtual bool IsFailure => false;

    /// <summary>Every step is done.</summary>
    public sealed record Finished(long Steps) : RunEnd
    {
        public override bool IsFinished => true;
    }

    /// <summary>It was asked to stop.</summary>
    /// <param name="Reason">Who asked, and why.</param>
    public sealed record Stopped(string Reason) : RunEnd;

    /// <summary>Generation after generation failed without one update.</summary>
    public sealed record GivenUp(int Generations, string LastFailure) : RunEnd
    {
        public override bool IsFailure => true;
    }

    /// <summary>Another coordinator has taken over with a higher fencing token.</summary>
    /// <param name="FencingToken">The token of the coordinator that ends.</param>
    public sealed record Superseded(long FencingToken) : RunEnd
    {
        public override bool IsFailure => true;
    }

    /// <summary>Another coordinator ended the run while this one stood by; the store has the reason.</summary>
    public sealed record Recorded(bool WasFinished, string Reason) : RunEnd
    {
        public override bool IsFinished => WasFinished;
    }
}

namespace JsiGan.Protocol.Sweeps;

/// <summary>What a scheduler does about its input, in this order, once its state is stored.</summary>
public abstract record SweepEffect
{
    private SweepEffect() { }

    /// <summary>Ask the searcher for a trial's parameters; the answer is <see cref="SweepInput.Suggested"/>.</summary>
    public sealed record Suggest(int Trial) : SweepEffect;

    /// <summary>Start a run, from its newest checkpoint if it has one; no operation if this attempt runs.</summary>
    public sealed record Start(RunAttempt Attempt, string Parameters) : SweepEffect;

    /// <summary>Let a run save and end; the answer is <see cref="SweepInput.Stopped"/>, at once if it does not run.</summary>
    public sealed record Stop(RunAttempt Attempt) : SweepEffect;

    /// <summary>The sweep is over for now.</summary>
    public sealed record End(SweepEnd Reason) : SweepEffect;
}

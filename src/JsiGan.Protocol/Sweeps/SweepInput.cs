namespace JsiGan.Protocol.Sweeps;

/// <summary>What happens to a scheduler: the input of <see cref="SweepMachine"/>. Each may arrive twice.</summary>
public abstract record SweepInput
{
    private SweepInput() { }

    /// <summary>The scheduler begins, or goes on after it was interrupted or has ended.</summary>
    public sealed record Opened : SweepInput;

    /// <summary>The searcher's answer to <see cref="SweepEffect.Suggest"/>.</summary>
    /// <param name="Trial">The number that was asked for.</param>
    /// <param name="Parameters">The trial's parameters in canonical form; null if the space is exhausted.</param>
    public sealed record Suggested(int Trial, string? Parameters) : SweepInput;

    /// <summary>A run measured its objectives.</summary>
    /// <param name="Epoch">Epochs done, from 1 over all stages.</param>
    public sealed record Reported(RunId Run, int Epoch, IReadOnlyList<double> Objectives) : SweepInput;

    /// <summary>A run has done all its epochs.</summary>
    public sealed record Finished(RunAttempt Attempt) : SweepInput;

    /// <summary>A run cannot go on, wherever it is tried.</summary>
    public sealed record Failed(RunAttempt Attempt, string Reason) : SweepInput;

    /// <summary>A run has saved its state and ended, as <see cref="SweepEffect.Stop"/> or a user asked it to.</summary>
    public sealed record Stopped(RunAttempt Attempt) : SweepInput;

    /// <summary>A run's process or machine is gone; its newest checkpoint is in the database.</summary>
    public sealed record Lost(RunAttempt Attempt) : SweepInput;

    /// <summary>The machine's <see cref="SweepMachine.Deadline"/> may have passed.</summary>
    public sealed record Ticked : SweepInput;

    /// <summary>The user wants the sweep to save everything and end here.</summary>
    public sealed record CancelRequested : SweepInput;

    /// <summary>The user wants a failed trial to be tried again.</summary>
    public sealed record RetryRequested(int Trial) : SweepInput;

    /// <summary>The user grants more trials.</summary>
    /// <param name="Trials">The new number of trials in all.</param>
    public sealed record Extended(int Trials) : SweepInput;
}

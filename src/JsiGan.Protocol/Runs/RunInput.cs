using JsiGan.Protocol.Events;

namespace JsiGan.Protocol.Runs;

/// <summary>What happens to a coordinator: the input of <see cref="RunMachine"/>.</summary>
public abstract record RunInput
{
    private RunInput() { }

    /// <summary>A message of a worker arrived.</summary>
    public sealed record Received(IWorkerMessage Message) : RunInput;

    /// <summary>A worker's process or node is gone.</summary>
    public sealed record Lost(string Worker, LossCause Cause) : RunInput;

    /// <summary>A checkpoint of this point is complete in the store.</summary>
    public sealed record Stored(CommitPoint Point) : RunInput;

    /// <summary>The machine's <see cref="RunMachine.Deadline"/> may have passed.</summary>
    public sealed record Ticked : RunInput;

    /// <summary>The user, or the process that started the workers, wants the run to end here.</summary>
    public sealed record StopRequested(string Reason) : RunInput;
}

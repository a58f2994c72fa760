namespace JsiGan.Protocol.Events;

/// <summary>A worker of a run.</summary>
/// <param name="Name">Unique for each process; a restarted worker is another one.</param>
/// <param name="Host">Name of its machine.</param>
/// <param name="Device">Its device, as <c>cpu</c> or <c>cuda:0</c>.</param>
public sealed record WorkerIdentity(string Name, string Host, string Device);

/// <summary>A worker became a member of the run. It trains from the next generation on.</summary>
public sealed record WorkerJoined(WorkerIdentity Worker) : IRunEvent;

/// <summary>A worker asked to join and cannot take part.</summary>
/// <param name="Reason">What differs, naming both sides; the worker receives the same text.</param>
public sealed record WorkerRefused(WorkerIdentity Worker, string Reason) : IRunEvent;

/// <summary>A worker is no longer a member of the run.</summary>
/// <param name="Rank">Its rank in the last generation; null if it had none.</param>
public sealed record WorkerLost(WorkerIdentity Worker, int? Rank, LossCause Cause) : IRunEvent;

/// <summary>Why a worker was lost.</summary>
public abstract record LossCause
{
    private LossCause() { }

    /// <summary>The cause as a metric label: lower case, stable.</summary>
    public abstract string Label { get; }

    /// <summary>Its actor is gone: the process ended, or its node was removed from the cluster.</summary>
    public sealed record Disconnected : LossCause
    {
        public override string Label => "disconnected";
    }

    /// <summary>The process that started it saw it end.</summary>
    /// <param name="Description">How it ended, such as its exit code or signal.</param>
    public sealed record ProcessExited(string Description) : LossCause
    {
        public override string Label => "process_exited";
    }

    /// <summary>It did not answer the request to prepare for the next generation.</summary>
    /// <param name="Waited">Time since the request.</param>
    public sealed record Unresponsive(TimeSpan Waited) : LossCause
    {
        public override string Label => "unresponsive";
    }

    /// <summary>Its training failed for a local reason, such as lack of memory.</summary>
    public sealed record Failed(string Reason) : LossCause
    {
        public override string Label => "failed";
    }

    /// <summary>It left by its own decision.</summary>
    public sealed record Left : LossCause
    {
        public override string Label => "left";
    }
}

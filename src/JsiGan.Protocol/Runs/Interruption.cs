using JsiGan.Protocol.Events;

namespace JsiGan.Protocol.Runs;

/// <summary>Measures interruptions of training: from the first cause until all workers train again.</summary>
internal sealed class Interruption
{
    private (RecoveryCause Cause, DateTimeOffset Since)? _current;
    private long _repeated;

    /// <summary>Training is interrupted. Further causes before <see cref="End"/> belong to the same interruption.</summary>
    public void Begin(RecoveryCause cause, DateTimeOffset now) => _current ??= (cause, now);

    /// <summary>Steps up to <paramref name="until"/> were committed, and training starts again at <paramref name="from"/>.</summary>
    public void Repeat(CommitPoint from, CommitPoint until) => _repeated += Math.Max(0, until.Step - from.Step);

    /// <summary>All workers train. Null if nothing was interrupted.</summary>
    public Recovery? End(DateTimeOffset now)
    {
        var recovery = _current is (var cause, var since) ? new Recovery(cause, now - since, _repeated) : null;
        (_current, _repeated) = (null, 0);
        return recovery;
    }
}

using JsiGan.Collectives.Interop;

namespace JsiGan.Collectives.Transports;

/// <summary>A group of the native library: Gloo or shared memory.</summary>
internal sealed class NativeTransport(nint group) : ITransport
{
    private readonly Lock _closing = new();
    private nint _group = group;

    public void AllReduceSum(nint data, long count, ElementType element, nint ready, TimeSpan timeout)
    {
        NativeMethods.AllReduceSum(_group, data, count, element, Milliseconds(timeout), out var outcome);
        ThrowIfFailed(outcome);
    }

    public void Broadcast(nint data, long count, ElementType element, int root, nint ready, TimeSpan timeout)
    {
        NativeMethods.Broadcast(_group, data, count * element.Size(), root, Milliseconds(timeout), out var outcome);
        ThrowIfFailed(outcome);
    }

    public void Barrier(TimeSpan timeout)
    {
        NativeMethods.Barrier(_group, Milliseconds(timeout), out var outcome);
        ThrowIfFailed(outcome);
    }

    public void Abort()
    {
        lock (_closing)
        {
            if (_group != 0)
                NativeMethods.Abort(_group);
        }
    }

    public void Dispose()
    {
        lock (_closing)
        {
            if (_group != 0)
            {
                NativeMethods.Close(_group);
                _group = 0;
            }
        }
    }

    internal static void ThrowIfFailed(in NativeOutcome outcome)
    {
        if (outcome.Fault != NativeFault.None)
        {
            throw new TransportException(
                outcome.Fault switch
                {
                    NativeFault.Peer => CollectiveFault.PeerLost,
                    NativeFault.Timeout => CollectiveFault.TimedOut,
                    NativeFault.Aborted => CollectiveFault.Aborted,
                    _ => CollectiveFault.Transport,
                },
                outcome.Peer >= 0 ? outcome.Peer : null,
                outcome.Text);
        }
    }

    private static long Milliseconds(TimeSpan timeout) => (long)Math.Ceiling(timeout.TotalMilliseconds);
}

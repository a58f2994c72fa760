using System.Collections.Concurrent;
using JsiGan.Collectives.Mesh;
using JsiGan.Collectives.Transports;

namespace JsiGan.Collectives.Distributed;

/// <summary>
/// A transport with a communication thread: operations are queued, run in order, and complete the callers' tasks. The mesh reports what
/// ends a generation, so every survivor sees a death on the dead peer's own connection.
/// </summary>
internal sealed class QueuedCollective : ICollective
{
    // How long an orderly leave waits for peers that are still receiving the last operation's data.
    private static readonly TimeSpan LeaveTimeout = TimeSpan.FromSeconds(2);

    private readonly PeerMesh _mesh;
    private readonly ITransport _transport;
    private readonly BlockingCollection<Request> _queue = new();
    private readonly TaskCompletionSource<CollectiveException> _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _state = new();
    private readonly Dictionary<int, long> _leavers = [];
    private readonly Thread _thread;
    private Fault? _fault;
    private long _asked;
    private long _ended;
    private long _started;
    private long _finished;
    private bool _disposed;

    public QueuedCollective(PeerMesh mesh, ITransport transport)
    {
        _mesh = mesh;
        _transport = transport;
        _thread = new Thread(RunQueue) { IsBackground = true, Name = $"collective {mesh.Rank}/{mesh.Size}" };
        _thread.Start();
        foreach (var (peer, link) in mesh.Peers)
        {
            link.OwnProgress = () => Volatile.Read(ref _started);
            _ = WatchEndAsync(peer, link);
            _ = WatchLeaveAsync(peer, link);
        }
    }

    public int Rank => _mesh.Rank;

    public int Size => _mesh.Size;

    public Task<CollectiveException> Broken => _broken.Task;

    public Task AllReduceSumAsync(nint data, long count, ElementType element, Operation operation)
    {
        Arguments.Check(data, count, element, operation);
        Arguments.CheckSum(element);
        return Enqueue(new AllReduceRequest(data, count, element, _transport.MarkReady(), operation));
    }

    public Task BroadcastAsync(nint data, long count, ElementType element, int root, Operation operation)
    {
        Arguments.Check(data, count, element, operation);
        Arguments.CheckRoot(root, Size);
        return Enqueue(new BroadcastRequest(data, count, element, root, _transport.MarkReady(), operation));
    }

    public Task BarrierAsync(Operation operation)
    {
        Arguments.Check(operation);
        return Enqueue(new BarrierRequest(operation));
    }

    public void Abort(string reason) => Break(new Fault(CollectiveFault.Aborted, null, $"it was aborted there: {reason}"), tellPeers: true);

    public void Dispose()
    {
        lock (_state)
        {
            if (_disposed)
                return;

            _disposed = true;
        }

        if (Volatile.Read(ref _ended) < _asked)
            Abort("the collective was disposed while an operation ran");

        _queue.CompleteAdding();
        _thread.Join();
        Leave();
        _broken.TrySetCanceled();
        _transport.Dispose();
        _mesh.Dispose();
        _queue.Dispose();
    }

    private Task Enqueue(Request request)
    {
        lock (_state)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _asked++;
            _queue.Add(request);
        }

        return request.Done;
    }

    private void RunQueue()
    {
        foreach (var request in _queue.GetConsumingEnumerable())
        {
            var fault = Begin();
            if (fault is null)
                fault = Run(request);
            else if (request.Ready != 0)
                _transport.Forget(request.Ready);

            Interlocked.Increment(ref _ended);
            if (fault is null)
                request.Succeed();
            else
                request.Fail(fault.ToException(request.Description, _mesh));
        }
    }

    private Fault? Run(Request request)
    {
        try
        {
            request.Run(_transport);
            End();
            return null;
        }
        catch (TransportException reported)
        {
            var (fault, known) = FaultAttribution.Of(
                reported, request.Operation.Timeout, Volatile.Read(ref _started), _mesh, () => _fault is not null);
            Break(fault, tellPeers: !known);
            return _fault;
        }
    }

    // Counts the operation as started, unless the collective is broken or a peer has left before it.
    private Fault? Begin()
    {
        Fault? left = null;
        lock (_state)
        {
            if (_fault is not null)
                return _fault;

            if (FirstLeaver() is { } leaver)
                left = Fault.Of(leaver, _leavers[leaver], _mesh);
            else
                _started++;
        }

        if (left is not null)
            Break(left, tellPeers: true);

        return left;
    }

    private void End()
    {
        lock (_state)
        {
            _finished++;
            ReleaseLeavers();
        }
    }

    private int? FirstLeaver() => _leavers.Where(leaver => leaver.Value <= _started).Select(leaver => (int?)leaver.Key).FirstOrDefault();

    private void ReleaseLeavers()
    {
        foreach (var (peer, link) in _mesh.Peers)
        {
            if (_leavers.TryGetValue(peer, out var operations) && operations <= _finished)
                link.SendRelease();
        }
    }

    private async Task WatchEndAsync(int peer, PeerLink link)
    {
        var end = await link.Ended.ConfigureAwait(false);
        Break(Fault.Of(peer, end, _mesh), tellPeers: false);
    }

    private async Task WatchLeaveAsync(int peer, PeerLink link)
    {
        var operations = await link.Left.ConfigureAwait(false);
        var tooEarly = false;
        lock (_state)
        {
            _leavers[peer] = operations;
            ReleaseLeavers();
            tooEarly = _finished < _started && operations < _started;
        }

        if (tooEarly)
            Break(Fault.Of(peer, operations, _mesh), tellPeers: true);
    }

    private void Break(Fault fault, bool tellPeers)
    {
        lock (_state)
        {
            if (_fault is not null || _broken.Task.IsCompleted)
                return;

            _fault = fault;
        }

        _transport.Abort();
        if (tellPeers)
        {
            foreach (var (_, link) in _mesh.Peers)
                link.SendAbort(fault.Why);
        }

        _broken.TrySetResult(fault.ToException("The collective", _mesh));
    }

    // Closing Gloo's connections drops data in flight: they stay open until the peers have received the last operation.
    private void Leave()
    {
        if (_fault is not null)
            return;

        foreach (var (_, link) in _mesh.Peers)
            link.SendLeave(_finished);

        Task.WhenAll(_mesh.Peers.Select(peer => peer.Link.Released)).Wait(LeaveTimeout);
    }
}

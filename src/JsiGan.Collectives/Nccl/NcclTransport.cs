using System.Text;
using JsiGan.Collectives.Mesh;
using JsiGan.Collectives.Transports;

namespace JsiGan.Collectives.Nccl;

/// <summary>
/// NCCL between GPUs, on its own stream besides libtorch's default stream. NCCL picks the algorithm by topology and size: on the same
/// machines the same bits in every run, and on every rank. Nothing here blocks in CUDA or NCCL: the communication thread polls, so a
/// timeout or an abort ends every wait.
/// </summary>
internal sealed class NcclTransport : ITransport
{
    private const int SpinsBeforeSleep = 1000; // covers a bucket's milliseconds; after that it polls every 1 ms

    private readonly NcclLibrary _nccl;
    private readonly CudaDriver _cuda;
    private readonly TimeProvider _time;
    private readonly int _device;
    private readonly nint _context;
    private readonly nint _stream;
    private readonly nint _finished;
    private readonly nint _token; // one float for barriers
    private nint _communicator;
    private volatile bool _aborted;

    private NcclTransport(NcclLibrary nccl, CudaDriver cuda, int device, TimeProvider time)
    {
        (_nccl, _cuda, _device, _time) = (nccl, cuda, device, time);
        _context = cuda.RetainContext(device);
        using (cuda.Enter(_context))
        {
            _stream = cuda.CreateStream();
            _finished = cuda.CreateEvent();
            _token = cuda.Allocate(sizeof(float));
        }
    }

    public static async Task<ITransport> ConnectAsync(PeerMesh mesh, int device, CollectiveOptions options, CancellationToken token)
    {
        NcclTransport? transport = null;
        try
        {
            // A rank without NCCL must report it before the others wait for it inside NCCL.
            var (id, fault) = (Array.Empty<byte>(), "");
            try
            {
                transport = new NcclTransport(new NcclLibrary(options.NcclLibrary), CudaDriver.Load(), device, options.Time);
                id = mesh.Rank == 0 ? transport._nccl.CreateUniqueId() : id;
            }
            catch (TransportException refused)
            {
                fault = refused.Message;
            }

            var faults = await mesh.ExchangeAsync(Encoding.UTF8.GetBytes(fault), token).ConfigureAwait(false);
            if (Array.FindIndex(faults, bytes => bytes.Length > 0) is >= 0 and var failed)
            {
                throw new TransportException(CollectiveFault.Transport, failed,
                    $"{mesh.Label(failed)} cannot use NCCL: {Encoding.UTF8.GetString(faults[failed])}");
            }

            id = (await mesh.ExchangeAsync(id, token).ConfigureAwait(false))[0];
            using var stop = token.Register(transport!.Abort);
            await Task.Run(() => transport.Connect(id, mesh.Rank, mesh.Size, options.ConnectTimeout), CancellationToken.None)
                .ConfigureAwait(false);
            return transport;
        }
        catch (TransportException ended) when (token.IsCancellationRequested)
        {
            transport?.Dispose();
            throw new OperationCanceledException("NCCL did not connect", ended, token);
        }
        catch
        {
            transport?.Dispose();
            throw;
        }
    }

    public nint MarkReady()
    {
        using (_cuda.Enter(_context))
        {
            var ready = _cuda.CreateEvent();
            _cuda.Record(ready, stream: 0);
            return ready;
        }
    }

    public void AllReduceSum(nint data, long count, ElementType element, nint ready, TimeSpan timeout) =>
        Run(ready, timeout, () => _nccl.AllReduceSum(data, count, element, _communicator, _stream));

    public void Broadcast(nint data, long count, ElementType element, int root, nint ready, TimeSpan timeout) =>
        Run(ready, timeout, () => _nccl.Broadcast(data, count, element, root, _communicator, _stream));

    public void Barrier(TimeSpan timeout) =>
        Run(0, timeout, () => _nccl.AllReduceSum(_token, 1, ElementType.Float32, _communicator, _stream));

    public void Abort() => _aborted = true;

    public void Dispose()
    {
        using (_cuda.Enter(_context))
        {
            FreeCommunicator();
            _cuda.Free(_token);
            _cuda.DestroyEvent(_finished);
            _cuda.DestroyStream(_stream);
        }

        _cuda.ReleaseContext(_device);
    }

    public void Forget(nint ready)
    {
        using (_cuda.Enter(_context))
            _cuda.DestroyEvent(ready);
    }

    private void Connect(byte[] id, int rank, int size, TimeSpan timeout)
    {
        using (_cuda.Enter(_context))
        {
            _communicator = _nccl.BeginConnect(id, rank, size);
            Wait(() => _nccl.IsIdle(_communicator), _time.GetTimestamp(), timeout);
        }
    }

    private void Run(nint ready, TimeSpan timeout, Action start)
    {
        using (_cuda.Enter(_context))
        {
            try
            {
                if (ready != 0)
                    _cuda.Await(_stream, ready);

                var begin = _time.GetTimestamp();
                start();
                Wait(() => _nccl.IsIdle(_communicator), begin, timeout);
                _cuda.Record(_finished, _stream);
                Wait(() => _nccl.IsIdle(_communicator) && _cuda.Reached(_finished), begin, timeout);
            }
            catch (TransportException)
            {
                // The kernels on the device spin until this: the buffers are free afterwards.
                FreeCommunicator();
                throw;
            }
            finally
            {
                if (ready != 0)
                    _cuda.DestroyEvent(ready);
            }
        }
    }

    private void Wait(Func<bool> done, long start, TimeSpan timeout)
    {
        var spin = new SpinWait();
        while (!done())
        {
            if (_aborted)
                throw new TransportException(CollectiveFault.Aborted, null, "aborted");

            if (_time.GetElapsedTime(start) > timeout)
                throw new TransportException(CollectiveFault.TimedOut, null, "the operation timed out");

            spin.SpinOnce(SpinsBeforeSleep);
        }
    }

    private void FreeCommunicator()
    {
        if (_communicator != 0)
        {
            _nccl.Abort(_communicator);
            _communicator = 0;
        }
    }
}

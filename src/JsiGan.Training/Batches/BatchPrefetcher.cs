using JsiGan.Data.Patches;

namespace JsiGan.Training.Batches;

/// <summary>
/// Reads the batch after the one in use on a background task, so that a step need not wait for data. At most one batch is in flight;
/// Dispose waits for it.
/// </summary>
/// <param name="source">The patches.</param>
/// <param name="batch">Patches to read, this worker's share of the global batch.</param>
/// <param name="stride">Patches from one batch to the next, all workers' shares.</param>
/// <param name="device">Where the batches go.</param>
internal sealed class BatchPrefetcher(IPatchSource source, int batch, int stride, Device device) : IDisposable
{
    // Batches that are prefetched from disk beyond the one being read.
    private const int Lookahead = 4;

    // On the CPU the background task converts codes to floats; a GPU converts them itself after the copy.
    private readonly CodeBatch? _codes =
        device.type == TorchSharp.DeviceType.CPU ? null : new CodeBatch(source.Geometry, batch, device);
    private readonly byte[] _sdrCodes = new byte[batch * source.Geometry.LowSamples];
    private readonly ushort[] _hdrCodes = new ushort[batch * source.Geometry.HighSamples];
    private readonly float[] _sdr = new float[batch * source.Geometry.LowSamples];
    private readonly float[] _hdr = new float[batch * source.Geometry.HighSamples];
    private Task? _reading;
    private long _position = -1;
    private bool _disposed;

    /// <summary>The batch at a position of the source, [N, 3, h, w] and [N, 3, s h, s w]; starts reading the next one.</summary>
    public (Tensor Sdr, Tensor Hdr) Take(long position)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_position != position)
        {
            Settle();
            Begin(position);
        }

        try
        {
            _reading!.GetAwaiter().GetResult();
        }
        catch
        {
            _position = -1;
            throw;
        }

        var signals = _codes?.ToSignals(device) ?? ToTensors();
        Begin(position + stride);
        return signals;
    }

    public void Dispose()
    {
        _disposed = true;
        Settle();
        _codes?.Dispose();
    }

    private (Tensor Sdr, Tensor Hdr) ToTensors()
    {
        var (low, high) = (source.Geometry.LowSize, source.Geometry.HighSize);
        return (Codes.ToTensor(_sdr, [batch, 3, low, low], device), Codes.ToTensor(_hdr, [batch, 3, high, high], device));
    }

    private void Begin(long position)
    {
        _position = position;
        _reading = Task.Run(() =>
        {
            source.Prefetch(position + ((long)Lookahead * stride), batch);
            if (_codes is not null)
            {
                _codes.Fill(source, position);
                return;
            }

            source.Read(position, batch, _sdrCodes, _hdrCodes);
            Codes.Normalize(_sdrCodes, _sdr);
            Codes.Normalize(_hdrCodes, _hdr);
        });
    }

    /// <summary>Waits until no task writes to the buffers; ignores the exception of a batch that is not used.</summary>
    private void Settle()
    {
        if (_reading is { } reading)
        {
            ((IAsyncResult)reading).AsyncWaitHandle.WaitOne();
            _ = reading.Exception;
            _reading = null;
        }
    }
}

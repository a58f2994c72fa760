using JsiGan.Imaging.Frames;

namespace JsiGan.Imaging.Synthesis;

/// <summary>
/// Writes an HDR clip and its SDR counterpart, both encoders at once and beside the caller, who may change a frame again after the next
/// call.
/// </summary>
internal sealed class ClipPairWriter(ClipWriter<ushort> hdr, ClipWriter<byte> sdr) : IDisposable
{
    private Task _writing = Task.CompletedTask;

    /// <summary>Appends a frame to both clips once the one before is written.</summary>
    /// <exception cref="FailureException">An encoder stopped; it may have been at an earlier frame.</exception>
    public void Write(Frame<ushort> hdrFrame, Frame<byte> sdrFrame)
    {
        _writing.GetAwaiter().GetResult();
        _writing = Task.WhenAll(Task.Run(() => hdr.Write(hdrFrame)), Task.Run(() => sdr.Write(sdrFrame)));
    }

    /// <summary>Finishes both files and gives them their names.</summary>
    /// <exception cref="FailureException">An encoder could not finish.</exception>
    public void Complete()
    {
        _writing.GetAwaiter().GetResult();
        hdr.Complete();
        sdr.Complete();
    }

    public void Dispose()
    {
        // Waits without throwing: the first failure is on its way to the caller.
        Task.WhenAny(_writing).Wait();
        hdr.Dispose();
        sdr.Dispose();
    }
}

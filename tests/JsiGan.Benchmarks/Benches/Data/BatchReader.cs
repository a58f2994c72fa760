using JsiGan.Data.Patches;

namespace JsiGan.Benchmarks.Benches.Data;

/// <summary>Reads batches as the trainer's prefetcher does: announces each four batches ahead.</summary>
/// <param name="stream">The patches.</param>
/// <param name="batch">Patches of this reader's share.</param>
/// <param name="stride">Patches from one batch to the next, all readers' shares.</param>
internal sealed class BatchReader(PatchStream stream, int batch, int stride)
{
    /// <summary>Batches between an announcement and its read.</summary>
    public const int Ahead = 4;

    private readonly byte[] _sdr = new byte[batch * stream.Geometry.LowSamples];
    private readonly ushort[] _hdr = new ushort[batch * stream.Geometry.HighSamples];

    public void Read(long position, int batches)
    {
        for (var early = 0; early < Ahead; early++)
            stream.Prefetch(position + ((long)early * stride), batch);

        for (var done = 0; done < batches; done++, position += stride)
        {
            stream.Prefetch(position + ((long)Ahead * stride), batch);
            stream.Read(position, batch, _sdr, _hdr);
        }
    }
}

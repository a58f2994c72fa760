using JsiGan.Data.Patches;

namespace JsiGan.Training.Batches;

/// <summary>One worker's shard of every global batch, read ahead. The shard may change between two batches.</summary>
/// <param name="source">The patches.</param>
/// <param name="batch">Patches of the global batch.</param>
/// <param name="device">Where the batches go.</param>
internal sealed class ShardedBatches(IPatchSource source, int batch, Device device) : IDisposable
{
    private (int First, int Count) _shard;
    private BatchPrefetcher? _batches;

    /// <summary>A shard of the global batch at a position of the source, [N, 3, h, w] and [N, 3, s h, s w].</summary>
    public (Tensor Sdr, Tensor Hdr) Take(long position, (int First, int Count) shard)
    {
        if (_batches is null || _shard != shard)
        {
            _batches?.Dispose();
            (_shard, _batches) = (shard, new BatchPrefetcher(source, shard.Count, batch, device));
        }

        return _batches.Take(position + shard.First);
    }

    public void Dispose() => _batches?.Dispose();
}

namespace JsiGan.Data.Patches;

/// <summary>An endless, seekable sequence of aligned SDR/HDR patches: a pure function of the position.</summary>
public interface IPatchSource
{
    PatchGeometry Geometry { get; }

    /// <summary>Patches of one epoch; epoch e covers the positions e * PatchesPerEpoch up to (e + 1) * PatchesPerEpoch.</summary>
    long PatchesPerEpoch { get; }

    /// <summary>Copies the patches at <paramref name="position"/> and the next count - 1. Thread-safe.</summary>
    /// <param name="position">0-based position in the sequence over all epochs.</param>
    /// <param name="count">Patches to read.</param>
    /// <param name="sdr">8-bit limited-range BT.709 Y'CbCr codes, [count, 3, LowSize, LowSize].</param>
    /// <param name="hdr">10-bit limited-range BT.2020 PQ Y'CbCr codes, [count, 3, HighSize, HighSize].</param>
    void Read(long position, int count, Span<byte> sdr, Span<ushort> hdr);

    /// <summary>
    /// Announces that these patches will be read soon, so that disk reads can start. Returns immediately. Called some batches ahead.
    /// </summary>
    /// <param name="position">0-based position in the sequence over all epochs.</param>
    /// <param name="count">Patches that will be read.</param>
    void Prefetch(long position, int count)
    {
    }
}

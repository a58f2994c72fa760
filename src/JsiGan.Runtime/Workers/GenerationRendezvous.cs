using System.Buffers.Binary;
using System.Net;
using JsiGan.Collectives;
using JsiGan.Collectives.Mesh;

namespace JsiGan.Runtime.Workers;

/// <summary>How the other workers of a generation find this one: a rendezvous for each of the two collectives, as one blob.</summary>
public sealed class GenerationRendezvous : IDisposable
{
    private const int LengthBytes = sizeof(int);

    private GenerationRendezvous(Rendezvous sums, Rendezvous gradients) => (Sums, Gradients) = (sums, gradients);

    /// <summary>Of batch statistics, losses and weights.</summary>
    public Rendezvous Sums { get; }

    /// <summary>Of gradients alone.</summary>
    public Rendezvous Gradients { get; }

    /// <summary>For the other workers.</summary>
    public byte[] Blob
    {
        get
        {
            var blob = new byte[LengthBytes + Sums.Blob.Length + Gradients.Blob.Length];
            BinaryPrimitives.WriteInt32LittleEndian(blob, Sums.Blob.Length);
            Sums.Blob.CopyTo(blob, LengthBytes);
            Gradients.Blob.CopyTo(blob, LengthBytes + Sums.Blob.Length);
            return blob;
        }
    }

    /// <param name="address">An address of this machine that the others reach; null for loopback.</param>
    /// <exception cref="CollectiveException">The address is not of this machine.</exception>
    public static GenerationRendezvous Open(IPAddress? address)
    {
        var sums = Rendezvous.Open(address);
        try
        {
            return new GenerationRendezvous(sums, Rendezvous.Open(address));
        }
        catch
        {
            sums.Dispose();
            throw;
        }
    }

    /// <summary>The two parts of a worker's blob.</summary>
    /// <exception cref="ArgumentException">The bytes are not such a blob.</exception>
    public static (byte[] Sums, byte[] Gradients) Split(byte[] blob)
    {
        var length = blob.Length < LengthBytes ? -1 : BinaryPrimitives.ReadInt32LittleEndian(blob);
        return length >= 0 && length <= blob.Length - LengthBytes
            ? (blob[LengthBytes..(LengthBytes + length)], blob[(LengthBytes + length)..])
            : throw new ArgumentException($"A rendezvous blob of {blob.Length} bytes does not hold two parts.", nameof(blob));
    }

    public void Dispose()
    {
        Sums.Dispose();
        Gradients.Dispose();
    }
}

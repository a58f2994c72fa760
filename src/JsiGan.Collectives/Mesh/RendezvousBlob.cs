using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace JsiGan.Collectives.Mesh;

/// <summary>Address and identity of a rank, sent to the others before they connect.</summary>
/// <param name="Host">The host's name, for messages.</param>
/// <param name="HostIdentity"><see cref="Core.HostIdentity.Current"/>.</param>
/// <param name="EndPoint">Where the rank listens.</param>
/// <param name="Token">
/// 16 random bytes that a caller must send, so that a stray or stale connection is never taken for a peer.
/// </param>
internal sealed record RendezvousBlob(string Host, string HostIdentity, IPEndPoint EndPoint, byte[] Token)
{
    public const byte Version = 1;
    public const int TokenBytes = 16;
    private static readonly byte[] Magic = "JGRV"u8.ToArray();

    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write(Host);
        writer.Write(HostIdentity);
        var address = EndPoint.Address.GetAddressBytes();
        writer.Write((byte)address.Length);
        writer.Write(address);
        writer.Write((ushort)EndPoint.Port);
        writer.Write(Token);
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Reads the blob of rank <paramref name="rank"/>.</summary>
    /// <exception cref="ArgumentException">The bytes are no rendezvous of this version.</exception>
    public static RendezvousBlob Parse(ReadOnlyMemory<byte> bytes, int rank)
    {
        if (bytes.Length <= Magic.Length || !bytes.Span.StartsWith(Magic))
        {
            throw new ArgumentException(
                $"Rank {rank}'s rendezvous of {bytes.Length} bytes does not start with 'JGRV': it is no rendezvous of a collective.");
        }

        if (bytes.Span[Magic.Length] != Version)
        {
            throw new ArgumentException(
                $"Rank {rank}'s rendezvous has version {bytes.Span[Magic.Length]}, this worker speaks version {Version}: " +
                "run the same build on all workers.");
        }

        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes[(Magic.Length + 1)..].ToArray()), Encoding.UTF8);
            var host = reader.ReadString();
            var identity = reader.ReadString();
            var address = new IPAddress(reader.ReadBytes(reader.ReadByte()));
            var port = reader.ReadUInt16();
            var token = reader.ReadBytes(TokenBytes);
            return token.Length == TokenBytes
                ? new RendezvousBlob(host, identity, new IPEndPoint(address, port), token)
                : throw new EndOfStreamException();
        }
        catch (Exception fault) when (fault is IOException or ArgumentException or FormatException)
        {
            throw new ArgumentException($"Rank {rank}'s rendezvous of {bytes.Length} bytes is truncated.", fault);
        }
    }

    /// <summary>
    /// The group that a list of blobs makes: two ranks agree on it exactly when they were given the same blobs in the same order.
    /// </summary>
    public static byte[] GroupOf(IReadOnlyList<byte[]> blobs)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var blob in blobs)
        {
            hash.AppendData(BitConverter.GetBytes(blob.Length));
            hash.AppendData(blob);
        }

        return hash.GetHashAndReset();
    }
}

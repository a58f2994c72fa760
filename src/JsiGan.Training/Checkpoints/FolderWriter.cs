using System.Security.Cryptography;

namespace JsiGan.Training.Checkpoints;

/// <summary>Writes the files of a folder that is renamed later, each flushed to disk and hashed.</summary>
internal sealed class FolderWriter(string folder, string target, Func<string, Stream> create)
{
    private const int BufferBytes = 1 << 20;

    /// <exception cref="FailureException">The file cannot be written, because the disk is full for instance.</exception>
    public CheckpointEntry Write(string name, Action<Stream> write)
    {
        long written = 0;
        try
        {
            using var hash = SHA256.Create();
            using (var file = create(Path.Combine(folder, name)))
            using (var hashed = new CryptoStream(file, hash, CryptoStreamMode.Write, leaveOpen: true))
            using (var buffered = new BufferedStream(hashed, BufferBytes))
            {
                write(new CountingStream(buffered, count => written += count));
                buffered.Flush();
                hashed.FlushFinalBlock();
                (file as FileStream)?.Flush(flushToDisk: true);
            }

            return new CheckpointEntry(name, written, hash.Hash!);
        }
        catch (IOException fault)
        {
            throw new FailureException($"The checkpoint {target} cannot be written: {name} stopped at {written} bytes "
                + $"({fault.Message.TrimEnd('.')}); "
                + "free space there or name another folder.", fault);
        }
    }
}

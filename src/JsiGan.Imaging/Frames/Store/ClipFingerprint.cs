using System.Security.Cryptography;

namespace JsiGan.Imaging.Frames.Store;

/// <summary>Which file a store was built from.</summary>
/// <param name="Bytes">Length of the file.</param>
/// <param name="Modified">When it was last written, UTC.</param>
/// <param name="Sha256">Hash of its content, lower-case hexadecimal.</param>
internal sealed record ClipFingerprint(long Bytes, DateTime Modified, string Sha256)
{
    public static ClipFingerprint Of(string path)
    {
        using var stream = File.OpenRead(path);
        var hash = Convert.ToHexStringLower(SHA256.HashData(stream));
        return new ClipFingerprint(stream.Length, File.GetLastWriteTimeUtc(path), hash);
    }

    /// <summary>Whether the file is the same: by length and time, or, where only the time differs (a copy), by content.</summary>
    public bool Matches(string path)
    {
        var file = new FileInfo(path);
        return file.Exists && file.Length == Bytes && (file.LastWriteTimeUtc == Modified || Of(path).Sha256 == Sha256);
    }
}

using System.Security.Cryptography;

namespace JsiGan.Data.Store;

/// <summary>A file that a store was made from.</summary>
/// <param name="Path">Absolute path when it was read.</param>
/// <param name="Bytes">Length of the file.</param>
/// <param name="Modified">When it was last written, UTC.</param>
/// <param name="Sha256">Hash of its content, lower-case hexadecimal.</param>
public sealed record SourceFile(string Path, long Bytes, DateTime Modified, string Sha256)
{
    public static SourceFile Of(string path)
    {
        using var stream = File.OpenRead(path);
        var hash = Convert.ToHexStringLower(SHA256.HashData(stream));
        return new SourceFile(System.IO.Path.GetFullPath(path), stream.Length, File.GetLastWriteTimeUtc(path), hash);
    }

    /// <summary>Whether the file is unchanged: by length and time, or, if only the time differs (a copy), by content.</summary>
    public bool Matches(string path)
    {
        var file = new FileInfo(path);
        return file.Exists && file.Length == Bytes && (file.LastWriteTimeUtc == Modified || Of(path).Sha256 == Sha256);
    }
}

using System.Text;

namespace JsiGan.Core.Files;

/// <summary>Replaces files whole: readers, and a crash at any moment, see the old content or the new one.</summary>
public static class AtomicFile
{
    /// <summary>Writes and syncs a temporary file, then renames it.</summary>
    /// <exception cref="IOException">It cannot be written, because the disk is full for instance; the old content stays.</exception>
    public static void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="Write(string, string)"/>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var temporary = TemporaryNameOf(path);
        try
        {
            using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Where the new content stands until it is whole; a kill can leave it there.</summary>
    public static string TemporaryNameOf(string path) => path + ".new";
}

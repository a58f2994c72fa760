using System.Text.Encodings.Web;
using System.Text.Json;
using JsiGan.Core.Files;

namespace JsiGan.Runtime.Files;

/// <summary>Writes the rows of a run as a JSON array: whole or not at all.</summary>
public static class ResultFile
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Refuses a path that cannot be written before hours of training.</summary>
    /// <exception cref="UsageException">The folder is missing or not writable, or the path names a folder.</exception>
    /// <param name="path">The file.</param>
    /// <param name="option">The option that named it, for messages.</param>
    public static void EnsureWritable(string path, string option = "--json")
    {
        var full = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(full)!;
        if (Directory.Exists(full))
            throw new UsageException($"{option} {path} names a folder; it must name a file, such as {Path.Combine(path, "result.json")}.");

        if (!Directory.Exists(folder))
        {
            throw new UsageException($"{option} {path} lies in the folder {folder}, which does not exist; make it first or name another "
                + "file.");
        }

        var probe = AtomicFile.TemporaryNameOf(full);
        try
        {
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{option} {path} cannot be written ({fault.Message.TrimEnd('.')}); name a file in a writable folder.",
                fault);
        }
    }

    /// <summary>Replaces the file at <paramref name="path"/> by the rows.</summary>
    public static void Write(string path, IReadOnlyList<ResultRow> rows) =>
        AtomicFile.Write(Path.GetFullPath(path), JsonSerializer.Serialize(rows, Format) + "\n");
}

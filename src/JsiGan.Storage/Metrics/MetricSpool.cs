using System.Globalization;
using JsiGan.Core.Files;

namespace JsiGan.Storage.Metrics;

/// <summary>Batches that wait on disk: a file each, written whole (beside and renamed) and named so that they sort as they were
/// made.</summary>
internal sealed class MetricSpool(string folder)
{
    private const string Extension = ".batch";

    /// <summary>The waiting files, oldest first.</summary>
    public IReadOnlyList<string> Files() => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*" + Extension).Order(StringComparer.Ordinal)]
        : [];

    public string FileOf(MetricBatch batch) =>
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{batch.Writer:D10}-{batch.Number:D12}{Extension}"));

    /// <exception cref="IOException">The disk is full.</exception>
    public void Put(MetricBatch batch)
    {
        Directory.CreateDirectory(folder);
        AtomicFile.Write(FileOf(batch), batch.ToBytes());
    }

    /// <summary>Takes a file that cannot be sent out of the way, and keeps it for people to look at.</summary>
    public static void SetAside(string file) => File.Move(file, file + ".refused", overwrite: true);
}

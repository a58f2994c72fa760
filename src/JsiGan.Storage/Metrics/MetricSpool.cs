using System.Globalization;
using JsiGan.Core.Files;

namespace JsiGan.Storage.Metrics;

/// <summary>Batches on disk: a file each, written atomically, named in the order of creation.</summary>
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

    /// <summary>Sets aside a file that cannot be sent, for inspection.</summary>
    public static void SetAside(string file) => File.Move(file, file + ".refused", overwrite: true);
}

using JsiGan.Data.Ingest.Sources;

namespace JsiGan.Cli.Ingest;

/// <summary>Turns the command line's files into what is to be ingested: folders opened, counterparts matched, names made.</summary>
internal static class IngestItems
{
    /// <exception cref="UsageException">Files and counterparts do not match, or --name stands for several.</exception>
    public static IReadOnlyList<IngestItem> Of(IReadOnlyList<string> hdr, IReadOnlyList<string> sdr, string? name)
    {
        var (files, counterparts) = (Expand(hdr), Expand(sdr));
        if (counterparts.Count > 0 && counterparts.Count != files.Count)
        {
            throw new UsageException(
                $"There are {counterparts.Count} SDR and {files.Count} HDR files, but each HDR file needs one counterpart: give as many "
                + "after --sdr, in the same order, or none.");
        }

        if (name is not null && files.Count != 1)
        {
            throw new UsageException($"--name {name} stands for {files.Count} files, but it names one clip: leave it out, and the "
                + $"files' names are taken.");
        }

        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. files.Select((file, i) => new IngestItem(file, counterparts.Count > 0 ? counterparts[i] : null,
            Unique(Clean(name ?? Stem(file)), names)))];
    }

    private static List<string> Expand(IReadOnlyList<string> paths) =>
        [.. paths.SelectMany(path => Directory.Exists(path)
            ? Directory.GetFiles(path).Order(StringComparer.Ordinal) : (IEnumerable<string>)[path])];

    private static string Stem(string path) => Path.GetFileNameWithoutExtension(path);

    private static string Clean(string name)
    {
        var clean = string.Concat(name.Select(c => char.IsLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '-')).Trim('.');
        return clean.Length == 0 ? "clip" : clean[..Math.Min(clean.Length, 150)];
    }

    private static string Unique(string name, Dictionary<string, int> names)
    {
        var number = names.GetValueOrDefault(name) + 1;
        names[name] = number;
        return number == 1 ? name : Unique($"{name}-{number}", names);
    }
}

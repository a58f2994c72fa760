using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace JsiGan.Benchmarks.Benches.GpuCheck;

/// <summary>The report of a run: a JSON array, complete at any moment, and a log of the parts' output.</summary>
public sealed class CheckReport
{
    /// <summary>Name of the report in its folder.</summary>
    public const string FileName = "gpu-check.json";

    private const string LogName = "gpu-check.log";
    private const int DetailColumns = 110;
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly string _file;
    private readonly string _log;
    private readonly List<CheckEntry> _entries = [];

    /// <param name="folder">Folder of the report; created if missing.</param>
    public CheckReport(string folder)
    {
        Directory.CreateDirectory(folder);
        (_file, _log) = (Path.Combine(folder, FileName), Path.Combine(folder, LogName));
        File.WriteAllText(_log, "");
        Write();
    }

    public IReadOnlyList<CheckEntry> Entries => _entries;

    /// <summary>Whether nothing failed.</summary>
    public bool Passed => _entries.TrueForAll(entry => entry.Status != CheckStatus.Failed);

    /// <summary>Adds the entries and the output of a part.</summary>
    public void Add(string part, IEnumerable<CheckEntry> entries, string printed)
    {
        _entries.AddRange(entries);
        File.AppendAllText(_log, $"== {part}\n{printed.TrimEnd()}\n");
        Write();
    }

    /// <summary>One line an entry, and a last line with the counts.</summary>
    public IEnumerable<string> Table()
    {
        foreach (var entry in _entries)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{Word(entry.Status),-7} {entry.Name,-38} {entry.Seconds,6:F1} s  {Brief(entry)}").TrimEnd();
        }

        int Count(CheckStatus status) => _entries.Count(entry => entry.Status == status);
        yield return $"{Count(CheckStatus.Ok)} ok, {Count(CheckStatus.Failed)} failed, {Count(CheckStatus.Skipped)} skipped";
    }

    private static string Word(CheckStatus status) => status switch
    {
        CheckStatus.Failed => "FAILED",
        CheckStatus.Skipped => "skipped",
        _ => "ok",
    };

    private static string Brief(CheckEntry entry)
    {
        var text = entry.Row is { } row
            ? string.Create(CultureInfo.InvariantCulture, $"{row.Value:G5} {row.Unit}")
                + (row.Reference is { } reference
                    ? string.Create(CultureInfo.InvariantCulture, $", reference {reference:G5}, ratio {row.Ratio:F2}")
                    : "")
            : entry.Detail;
        text = text.ReplaceLineEndings(" ");
        return text.Length > DetailColumns ? text[..(DetailColumns - 3)] + "..." : text;
    }

    private void Write()
    {
        var temporary = _file + ".new";
        File.WriteAllText(temporary, new JsonArray([.. _entries.Select(entry => entry.ToJson())]).ToJsonString(Indented) + "\n");
        File.Move(temporary, _file, overwrite: true);
    }
}

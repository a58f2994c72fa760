using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace JsiGan.Benchmarks.Benches.GpuCheck;

/// <summary>Runs a part as a process: a crash or hang affects only its own entries.</summary>
internal static class PartProcess
{
    private const int WordsKept = 1500;

    /// <summary>Entries of the part, at least one, and its output.</summary>
    /// <param name="part">The part.</param>
    /// <param name="device">cpu or cuda:0.</param>
    /// <param name="quick">Whether to do the least work.</param>
    /// <param name="limit">Timeout, after which its process tree is killed.</param>
    public static (IReadOnlyList<CheckEntry> Entries, string Printed) Run(CheckPart part, string device, bool quick, TimeSpan limit)
    {
        var watch = Stopwatch.StartNew();
        var (entries, printed, errors) = (new List<CheckEntry>(), new StringBuilder(), new StringBuilder());
        var start = new ProcessStartInfo(
            Programs.Bench[0],
            [.. Programs.Bench.Skip(1), GpuCheckCommand.PartName, part.Name, "--device", device, .. quick ? (string[])["--quick"] : []])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        // Several processes of a part may share the cores: threads that wait must not spin.
        start.Environment.TryAdd("OMP_WAIT_POLICY", "passive");
        using var process = Process.Start(start) ?? throw new FailureException($"{start.FileName} could not be started.");
        process.OutputDataReceived += (_, line) => Take(line.Data, said =>
        {
            if (CheckEntry.Parse(said) is { } entry)
                entries.Add(entry);

            printed.AppendLine(said);
        });
        process.ErrorDataReceived += (_, line) => Take(line.Data, said =>
        {
            printed.AppendLine(said);
            errors.AppendLine(said);
        });
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var ended = process.WaitForExit(limit);
        if (ended)
        {
            // Until both pipes are at their ends; a process that it left behind may hold them.
            process.WaitForExitAsync().Wait(TimeSpan.FromSeconds(5));
        }
        else
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit(TimeSpan.FromSeconds(5));
        }

        lock (printed)
        {
            if (EndOf(part, process, ended, limit, entries, errors.ToString()) is { } end)
                entries.Add(new CheckEntry(part.Name, CheckStatus.Failed, watch.Elapsed.TotalSeconds, end));

            return ([.. entries], printed.ToString());
        }

        void Take(string? line, Action<string> take)
        {
            if (line is not null)
            {
                lock (printed)
                    take(line);
            }
        }
    }

    // Null if the part succeeded and reported something.
    private static string? EndOf(
        CheckPart part, Process process, bool ended, TimeSpan limit, List<CheckEntry> entries, string errors)
    {
        var last = entries.Count > 0 ? $" after {entries[^1].Name}" : " before its first result";
        if (!ended)
            return string.Create(CultureInfo.InvariantCulture, $"it did not end within {limit.TotalSeconds:F0} s and was killed{last}");

        if (process.ExitCode == 0)
            return entries.Count > 0 ? null : $"the part {part.Name} reported nothing";

        var words = errors.Trim();
        var code = process.ExitCode > 128 ? $"signal {process.ExitCode - 128}" : $"exit code {process.ExitCode}";
        return $"it ended with {code}{last}: {(words.Length > WordsKept ? words[^WordsKept..] : words)}";
    }
}

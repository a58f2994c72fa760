using System.Globalization;
using System.Text;
using JsiGan.Cluster;
using JsiGan.Core.Files;
using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;

namespace JsiGan.Runtime.Checkpoints;

/// <summary>
/// A run's ledger as a text file, one line an entry, for coordinators of one machine: "coordinator N", "generation C N STEP PHASE
/// ROSTER...", "end finished|stopped REASON". Every change is made under the file's lock, so of several coordinators only the last one
/// writes.
/// </summary>
/// <param name="path">The file; made when it is not there, in a folder that is.</param>
/// <param name="checkpoints">Where the run's checkpoints are.</param>
public sealed class LedgerFile(string path, ICheckpoints checkpoints) : IRunStore
{
    private const string CoordinatorEntry = "coordinator";
    private const string GenerationEntry = "generation";
    private const string EndEntry = "end";
    private const string Finished = "finished";
    private const string Stopped = "stopped";

    private readonly long _seen = Entries(path) is { } entries ? Coordinator(entries) : 0;

    public Task<RunRecord> TakeOverAsync() => Change((entries, append) =>
    {
        // A run that ended while this process stood by is over; one that had ended before is resumed.
        if (entries is [.., [EndEntry, ..] end] && Coordinator(entries) != _seen)
        {
            return new RunRecord(_seen, new SampleLedger(), CommitPoint.Start,
                Ended: new RunEnd.Recorded(end[1] == Finished, string.Join(' ', end[2..])));
        }

        var coordinator = Coordinator(entries) + 1;
        append($"{CoordinatorEntry} {coordinator}");
        return new RunRecord(coordinator, Ledger(entries), checkpoints.Newest, Succeeds: coordinator - 1 != _seen);
    });

    public Task<LedgerAnswer> OpenGenerationAsync(long fencingToken, GenerationId generation, CommitPoint first,
        IReadOnlyList<string> roster)
    {
        return Change((entries, append) =>
        {
            if (Coordinator(entries) != fencingToken)
                return new LedgerAnswer(Fenced: true, null);

            if (checkpoints.Newest is var newest && newest.CompareTo(first) > 0)
                return new LedgerAnswer(Fenced: false, newest);

            append(string.Create(CultureInfo.InvariantCulture,
                $"{GenerationEntry} {generation.Coordinator} {generation.Number} {first.Step} {first.Phase} {string.Join(' ', roster)}"));
            return LedgerAnswer.Written;
        });
    }

    public Task EndAsync(long fencingToken, bool finished, string reason) => Change((entries, append) =>
    {
        if (Coordinator(entries) == fencingToken)
            append($"{EndEntry} {(finished ? Finished : Stopped)} {reason.ReplaceLineEndings(" ")}");

        return true;
    });

    /// <summary>The generations that a ledger file holds.</summary>
    public static SampleLedger Read(string path) => Ledger([.. File.ReadLines(path).Select(line => line.Split(' '))]);

    private static long Coordinator(IReadOnlyList<string[]> entries) => entries.LongCount(entry => entry[0] == CoordinatorEntry);

    private static SampleLedger Ledger(IReadOnlyList<string[]> entries)
    {
        var ledger = new SampleLedger();
        foreach (var entry in entries.Where(entry => entry[0] == GenerationEntry))
        {
            var numbers = entry[1..5].Select(number => long.Parse(number, CultureInfo.InvariantCulture)).ToList();
            ledger.Open(new GenerationId(numbers[0], numbers[1]), new CommitPoint(numbers[2], (int)numbers[3]));
        }

        return ledger;
    }

    private static List<string[]>? Entries(string path)
    {
        if (!File.Exists(path))
            return null;

        using var file = OpenAsync(path).GetAwaiter().GetResult();
        return Entries(file);
    }

    private static List<string[]> Entries(FileStream file)
    {
        using var reader = new StreamReader(file, leaveOpen: true);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))];
    }

    // Another coordinator may be writing at this moment.
    private static Task<FileStream> OpenAsync(string path) =>
        ExclusiveFile.OpenAsync(path, FileAccess.ReadWrite, FileOptions.None, TimeProvider.System);

    private async Task<T> Change<T>(Func<IReadOnlyList<string[]>, Action<string>, T> change)
    {
        using var file = await OpenAsync(path).ConfigureAwait(false);
        return change(Entries(file), entry =>
        {
            file.Write(Encoding.UTF8.GetBytes(entry + '\n'));
            file.Flush(flushToDisk: true);
        });
    }
}

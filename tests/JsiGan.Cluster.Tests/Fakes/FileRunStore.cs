using System.Globalization;
using JsiGan.Protocol.Runs;

namespace JsiGan.Cluster.Tests.Fakes;

/// <summary>A run's store in a text file, for coordinators in several processes of which only one writes at a time.</summary>
internal sealed class FileRunStore(string path) : IRunStore
{
    public Task<RunRecord> TakeOverAsync()
    {
        var fencingToken = Lines().Count(l => l[0] == "coordinator") + 1;
        Append($"coordinator {fencingToken}");
        var ledger = new SampleLedger();
        foreach (var line in Lines().Where(l => l[0] == "generation"))
        {
            var numbers = line.Skip(1).Select(n => long.Parse(n, CultureInfo.InvariantCulture)).ToList();
            ledger.Open(new GenerationId(numbers[0], numbers[1]), new CommitPoint(numbers[2], (int)numbers[3]));
        }
        return Task.FromResult(new RunRecord(fencingToken, ledger, CommitPoint.Start));
    }

    public Task<LedgerAnswer> OpenGenerationAsync(
        long fencingToken, GenerationId generation, CommitPoint first, IReadOnlyList<string> roster)
    {
        if (Lines().Last(l => l[0] == "coordinator")[1] != $"{fencingToken}")
            return Task.FromResult(new LedgerAnswer(Fenced: true, null));
        Append($"generation {generation.Coordinator} {generation.Number} {first.Step} {first.Phase}");
        return Task.FromResult(LedgerAnswer.Written);
    }

    public Task EndAsync(long fencingToken, bool finished, string reason) => Task.CompletedTask;

    private List<string[]> Lines() => File.Exists(path) ? [.. File.ReadLines(path).Select(l => l.Split(' '))] : [];

    private void Append(string line) => File.AppendAllLines(path, [line]);
}

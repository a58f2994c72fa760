using JsiGan.Runtime.Checkpoints;
using JsiGan.Testing;
using JsiGan.Training;

namespace JsiGan.Runtime.Tests.Runs;

public sealed class LedgerFileTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_later_coordinator_finds_the_generations_and_fences_the_one_before()
    {
        var ledger = Ledger(CommitPoint.Start);
        var first = await ledger.TakeOverAsync();
        Assert.False((await ledger.OpenGenerationAsync(first.FencingToken, new GenerationId(1, 1), CommitPoint.Start, ["a", "b"])).Fenced);
        Assert.False((await ledger.OpenGenerationAsync(first.FencingToken, new GenerationId(1, 2), new CommitPoint(7, 1), ["b"])).Fenced);
        var second = await ledger.TakeOverAsync();
        Assert.Equal(first.FencingToken + 1, second.FencingToken);
        Assert.Equal(new GenerationId(1, 2), second.Ledger.Last);
        Assert.True((await ledger.OpenGenerationAsync(first.FencingToken, new GenerationId(1, 3), new CommitPoint(9, 0), ["b"])).Fenced);
        await ledger.EndAsync(second.FencingToken, finished: true, "done");
        Assert.Equal(
            [(new GenerationId(1, 1), 0L, 7L), (new GenerationId(1, 2), 7L, 9L)],
            LedgerFile.Read(_folder.File("ledger")).Ranges(9));
    }

    [Fact]
    public async Task A_generation_before_the_newest_checkpoint_is_not_written()
    {
        var ledger = Ledger(new CommitPoint(5, 0));
        var record = await ledger.TakeOverAsync();
        Assert.Equal(new CommitPoint(5, 0), record.Stored);
        var answer = await ledger.OpenGenerationAsync(record.FencingToken, new GenerationId(1, 1), CommitPoint.Start, ["a"]);
        Assert.Equal(new CommitPoint(5, 0), answer.Newer);
        Assert.Empty(LedgerFile.Read(_folder.File("ledger")).Ranges(9));
    }

    private LedgerFile Ledger(CommitPoint newest) => new(_folder.File("ledger"), new FixedCheckpoints(newest));

    private sealed record FixedCheckpoints(CommitPoint Newest) : ICheckpoints
    {
        public void Save(Trainer trainer, GenerationId generation, double? psnr, SaveObserver observer) =>
            throw new NotSupportedException();

        public void Restore(Trainer trainer) => throw new NotSupportedException();
    }
}

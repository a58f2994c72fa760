using JsiGan.Storage.Checkpoints;
using JsiGan.Storage.Runs;
using JsiGan.Storage.Sweeps;
using JsiGan.Storage.Tests.Checkpoints;
using JsiGan.Testing.Servers;

namespace JsiGan.Storage.Tests.Sweeps;

public sealed class SweepStoreTests : IAsyncLifetime
{
    private TestDatabase _test = null!;
    private Database _database = null!;

    public async Task InitializeAsync() => (_test, _database) = await TestDatabase.OpenAsync();

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        await _test.DisposeAsync();
    }

    [Fact]
    public async Task A_later_scheduler_fences_the_earlier_one_whose_decisions_are_not_stored()
    {
        var store = new SweepStore(_database);
        Assert.True(await store.CreateAsync("s", "name: s", "{}", "/sweeps/s"));
        Assert.False(await store.CreateAsync("s", "name: other", "{}", "/sweeps/s"));
        var (first, _) = await store.TakeOverAsync("s");
        Assert.True(await store.SaveAsync("s", first, """{"n": 1}""", null, [Row(1, "running")]));
        var (second, sweep) = await store.TakeOverAsync("s");
        Assert.Equal("""{"n": 1}""", sweep.State);
        Assert.False(await store.SaveAsync("s", first, """{"n": 2}""", null, [Row(1, "failed"), Row(2, "running")]));
        Assert.Equal(["running"], await _test.ListAsync<string>("SELECT state FROM jsigan.trials ORDER BY number"));
        Assert.True(await store.SaveAsync("s", second, """{"n": 3}""", "completed", [Row(1, "finished")]));
        Assert.Equal("completed", Assert.Single(await store.ListAsync()).Ended);
        Assert.Equal(["finished"], await _test.ListAsync<string>("SELECT state FROM jsigan.trials"));
    }

    [Fact]
    public async Task An_unknown_sweep_is_refused_by_name()
    {
        var fault = await Assert.ThrowsAsync<UsageException>(() => new SweepStore(_database).TakeOverAsync("nothing"));
        Assert.Contains("has no sweep nothing", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fork_shares_all_chunks_but_those_of_the_file_that_differs()
    {
        var runs = new RunStore(_database);
        var (from, to) = ((await runs.CreateAsync(Samples.Run())).Id, (await runs.CreateAsync(Samples.Run())).Id);
        var weights = new byte[3_000_000];
        new Random(20261128).NextBytes(weights);
        var description = new CheckpointDescription { Step = 10, Stage = 1, Epoch = 3, Architecture = "x2" };
        await new CheckpointWriter(_database).SaveAsync(from, new CheckpointParts(
            description,
            [new CheckpointPart("generator.safetensors", weights), new CheckpointPart("state.msgpack", new byte[] { 1, 2, 3 })]));
        var source = (await new CheckpointStore(_database).NewestAsync(from))!;
        var before = await _test.ScalarAsync<long>("SELECT count(*) FROM jsigan.chunks");
        await new StageStore(_database).ForkAsync(source, to, description, new CheckpointPart("state.msgpack", new byte[] { 9, 9 }));
        Assert.Equal(before + 1, await _test.ScalarAsync<long>("SELECT count(*) FROM jsigan.chunks"));
        var forked = await new CheckpointReader(_database).LoadAsync((await new CheckpointStore(_database).NewestAsync(to))!);
        Assert.Equal(weights, forked.Parts[0].Bytes.ToArray());
        Assert.Equal([9, 9], forked.Parts[1].Bytes.ToArray());
        Assert.Equal(forked.Bytes, (await new CheckpointStore(_database).NewestAsync(to))!.Bytes);
    }

    [Fact]
    public async Task The_checkpoint_of_a_shared_stage_is_found_by_what_the_stage_reads_and_kept()
    {
        var stages = new StageStore(_database);
        Assert.Null(await stages.FindAsync("abc"));
        var run = (await new RunStore(_database).CreateAsync(Samples.Run())).Id;
        var saved = await new CheckpointWriter(_database).SaveAsync(run, new CheckpointParts(
            new CheckpointDescription { Step = 10, Stage = 1, Epoch = 3, Architecture = "x2" },
            [new CheckpointPart("a", new byte[] { 1 })]));
        await stages.AddAsync("abc", saved.Id);
        Assert.Equal((saved.Id, true), ((await stages.FindAsync("abc"))!.Id, (await stages.FindAsync("abc"))!.Pinned));
    }

    private static TrialRow Row(int number, string state) =>
        new(number, state, """{"loss.detail": 1}""", "{}", null, 0, "", "/sweeps/s/s-1");
}

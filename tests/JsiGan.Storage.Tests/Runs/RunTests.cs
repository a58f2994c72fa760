using JsiGan.Storage.Checkpoints;
using JsiGan.Storage.Runs;
using JsiGan.Storage.Tests.Checkpoints;
using JsiGan.Testing.Servers;

namespace JsiGan.Storage.Tests.Runs;

public sealed class RunTests : IAsyncLifetime
{
    private TestDatabase _test = null!;
    private Database _database = null!;

    private RunStore Store => new(_database);

    public async Task InitializeAsync() => (_test, _database) = await TestDatabase.OpenAsync();

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        await _test.DisposeAsync();
    }

    [Fact]
    public async Task A_taken_name_gets_a_number_and_runs_are_found_by_name_and_number()
    {
        var first = await Store.CreateAsync(Samples.Run("sweep"));
        var second = await Store.CreateAsync(Samples.Run("sweep"));
        Assert.Equal(("sweep", "sweep-2"), (first.Name, second.Name));
        Assert.Equivalent(second, await Store.FindAsync("sweep-2"));
        Assert.Equivalent(first, await Store.FindAsync($"{first.Id}"));
        Assert.Equal([second.Id, first.Id], (await Store.ListAsync()).Select(run => run.Id));
        var fault = await Assert.ThrowsAsync<UsageException>(() => Store.FindAsync("swep"));
        Assert.Contains("has no run swep; name one of its runs, such as sweep-2, sweep", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_state_and_the_events_of_a_run_are_kept()
    {
        var run = await Store.CreateAsync(Samples.Run());
        Assert.Equal((RunState.Running, 0L), (run.State, run.Step));
        await Store.SetStateAsync(run.Id, RunState.Stopped, "Ctrl-C", 8);
        await Store.AddEventAsync(run.Id, "stopped", 8, "Ctrl-C");
        var found = await Store.FindAsync("tiny");
        Assert.Equal((RunState.Stopped, "Ctrl-C", 8L), (found.State, found.Reason, found.Step));
        Assert.Equal("Ctrl-C", await _test.ScalarAsync<string>("SELECT text FROM jsigan.events WHERE kind = 'stopped' AND step = 8"));
    }

    [Fact]
    public async Task A_fenced_coordinator_writes_nothing()
    {
        var coordination = new Coordination(_database, (await Store.CreateAsync(Samples.Run())).Id);
        var old = await coordination.TakeOverAsync();
        var next = await coordination.TakeOverAsync();
        Assert.True(next.Coordinator > old.Coordinator);
        var answer = await coordination.OpenGenerationAsync(old.Coordinator, new(old.Coordinator, 1, new(0, 0)), ["a"]);
        Assert.Equal(new GenerationAnswer(Fenced: true, null), answer);
        Assert.False(await coordination.SetStateAsync(old.Coordinator, RunState.Failed, "late", 3));
        Assert.True(await coordination.SetStateAsync(next.Coordinator, RunState.Finished, "done", 3));
        Assert.Equal(0, await _test.ScalarAsync<long>("SELECT count(*) FROM jsigan.generations"));
        Assert.Equal(RunState.Finished, (await Store.FindAsync("tiny")).State);
    }

    [Fact]
    public async Task The_ledger_has_no_gap_and_no_overlap_and_forgets_lost_branches()
    {
        var run = await Store.CreateAsync(Samples.Run());
        var coordination = new Coordination(_database, run.Id);
        var first = (await coordination.TakeOverAsync()).Coordinator;
        await Open(first, 1, 0, 0);
        await Open(first, 2, 4, 1);
        // The reply was lost with the connection, and the coordinator retries.
        await Open(first, 2, 4, 1);
        await Open(first, 3, 9, 0);
        var second = (await coordination.TakeOverAsync()).Coordinator;
        // The holders of steps 5 to 9 are gone: no update of generation 3 remains.
        await Open(second, 4, 5, 0);
        await coordination.SetStateAsync(second, RunState.Running, "", 12);
        Assert.Equal(
            ["1: 0-4", "2: 4-5", "4: 5-12"],
            await _test.ListAsync<string>(
                "SELECT generation || ': ' || first_step || '-' || end_step FROM jsigan.sample_ranges ORDER BY first_step"));
        var record = await coordination.TakeOverAsync();
        Assert.Equal([1L, 2L, 4L], record.Ledger.Select(entry => entry.Generation));
        Assert.Equal(new StoredPoint(4, 1), record.Ledger[1].First);
        Assert.Equal(4, await _test.ScalarAsync<long>("SELECT count(*) FROM jsigan.generations"));

        async Task Open(long coordinator, long generation, long step, int phase) => Assert.Equal(
            new GenerationAnswer(false, null),
            await coordination.OpenGenerationAsync(coordinator, new(coordinator, generation, new(step, phase)), ["a", "b"]));
    }

    [Fact]
    public async Task A_generation_that_would_start_before_a_stored_checkpoint_is_refused()
    {
        var run = await Store.CreateAsync(Samples.Run());
        var coordination = new Coordination(_database, run.Id);
        var token = (await coordination.TakeOverAsync()).Coordinator;
        await new CheckpointWriter(_database).SaveAsync(run.Id, Samples.Checkpoint(6, seed: 1, bytes: 10), token);
        var answer = await coordination.OpenGenerationAsync(token, new(token, 1, new(5, 1)), ["a"]);
        Assert.Equal(new GenerationAnswer(false, new StoredPoint(6, 0)), answer);
        Assert.Equal(new StoredPoint(6, 0), (await coordination.TakeOverAsync()).Stored);
    }
}

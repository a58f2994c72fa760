using JsiGan.Storage.Checkpoints;
using JsiGan.Storage.Runs;
using JsiGan.Testing.Servers;

namespace JsiGan.Storage.Tests.Checkpoints;

public sealed class CheckpointTests : IAsyncLifetime
{
    private TestDatabase _test = null!;
    private Database _database = null!;
    private long _run;

    private CheckpointWriter Writer => new(_database);

    private CheckpointReader Reader => new(_database);

    private CheckpointStore Store => new(_database);

    public async Task InitializeAsync()
    {
        (_test, _database) = await TestDatabase.OpenAsync();
        _run = (await new RunStore(_database).CreateAsync(Samples.Run())).Id;
    }

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        await _test.DisposeAsync();
    }

    [Fact]
    public async Task A_saved_checkpoint_is_read_back_unchanged()
    {
        var saved = Samples.Of(7, 31.5,
            new("empty", Array.Empty<byte>()), new("exact", Bytes(1 << 20, 1)), new("long", Bytes((3 << 20) + 5, 2)),
                new("one", Bytes(1, 3)));
        var report = await Writer.SaveAsync(_run, saved);
        Assert.Equal((6, 6, saved.Bytes), (report.Chunks, report.ChunksAdded, report.BytesAdded));
        var found = await Store.FindAsync(report.Id);
        var loaded = await Reader.LoadAsync(found);
        Assert.Equal(saved.Parts.Select(part => part.Name), loaded.Parts.Select(part => part.Name));
        Assert.Equal(Samples.Bytes(saved), Samples.Bytes(loaded));
        Assert.Equal((7L, 1, "x2"), (found.Description.Step, found.Description.Stage, found.Description.Architecture));
        Assert.Equal(31.5, found.Description.Scores["psnr"]);
        Assert.Equal("here", found.Description.Metadata["host"]);
        Assert.Null(await Reader.VerifyAsync(found));
    }

    [Fact]
    public async Task An_unchanged_checkpoint_adds_no_chunks_and_a_changed_byte_adds_one()
    {
        var first = Bytes(5 << 20, 1);
        var changed = first.ToArray();
        changed[3_500_000]++;
        await Writer.SaveAsync(_run, Samples.Of(1, null, new CheckpointPart("g", first)));
        Assert.Equal(0, (await Writer.SaveAsync(_run, Samples.Of(2, null, new CheckpointPart("g", first)))).ChunksAdded);
        Assert.Equal(1, (await Writer.SaveAsync(_run, Samples.Of(3, null, new CheckpointPart("g", changed)))).ChunksAdded);
    }

    [Fact]
    public async Task Saving_a_step_again_replaces_it_and_keeps_its_pin()
    {
        var first = await Writer.SaveAsync(_run, Samples.Checkpoint(4, seed: 1));
        await Store.PinAsync(first.Id, true);
        var again = Samples.Checkpoint(4, seed: 2);
        await Writer.SaveAsync(_run, again);
        var only = Assert.Single(await Store.ListAsync(_run));
        Assert.True(only.Pinned);
        Assert.Equal(Samples.Bytes(again), Samples.Bytes(await Reader.LoadAsync(only)));
    }

    [Fact]
    public async Task Savers_of_the_same_new_chunks_do_not_hinder_each_other()
    {
        var reports = await Task.WhenAll(Enumerable.Range(1, 5).Select(step =>
            Task.Run(() => Writer.SaveAsync(_run, Samples.Checkpoint(step, seed: 9)))));
        // The big file is stored once; the state differs from step to step.
        Assert.Equal(3 + 5, reports.Sum(report => report.ChunksAdded));
        Assert.All(await Store.ListAsync(_run), each => Assert.Null(Reader.VerifyAsync(each).GetAwaiter().GetResult()));
    }

    [Theory]
    [InlineData("UPDATE jsigan.chunks SET data = set_byte(data, 17, 255 - get_byte(data, 17)) WHERE sha256 = $1",
        "has 1048576 bytes with SHA-256")]
    [InlineData("UPDATE jsigan.chunks SET data = substr(data, 1, 1000) WHERE sha256 = $1", "has 1000 bytes with SHA-256")]
    [InlineData("SET session_replication_role = replica; DELETE FROM jsigan.chunks WHERE sha256 = $1", "is missing")]
    public async Task A_damaged_chunk_is_named_and_not_used(string damage, string words)
    {
        var report = await Writer.SaveAsync(_run, Samples.Checkpoint(12, seed: 1));
        var second = await _test.ScalarAsync<byte[]>("SELECT sha256 FROM jsigan.checkpoint_chunks WHERE file = 0 AND chunk = 1");
        await DamageAsync(damage, second);
        var stored = await Store.FindAsync(report.Id);
        var fault = await Assert.ThrowsAsync<FailureException>(() => Reader.LoadAsync(stored));
        Assert.Contains($"{report.Id} (step 12 of run tiny) cannot be used: chunk 1 of generator.safetensors {words}", fault.Message,
            StringComparison.Ordinal);
        Assert.Equal(fault.Message, await Reader.VerifyAsync(stored));
    }

    [Fact]
    public async Task A_save_of_a_fenced_coordinator_is_refused_and_leaves_nothing()
    {
        var coordination = new Coordination(_database, _run);
        var old = (await coordination.TakeOverAsync()).Coordinator;
        await Writer.SaveAsync(_run, Samples.Checkpoint(1, seed: 1), old);
        await coordination.TakeOverAsync();
        Assert.Same(SaveReport.Fenced, await Writer.SaveAsync(_run, Samples.Checkpoint(2, seed: 2), old));
        Assert.Equal(1, Assert.Single(await Store.ListAsync(_run)).Description.Step);
        Assert.Equal(0, await new ChunkCollector(_database).CollectAsync());
    }

    [Fact]
    public async Task A_reader_sees_a_complete_checkpoint_while_it_is_deleted_and_collected()
    {
        var saved = Samples.Checkpoint(3, seed: 5);
        var stored = await Store.FindAsync((await Writer.SaveAsync(_run, saved)).Id);
        var parts = new List<MemoryStream>();
        await Reader.ReadAsync(stored, file =>
        {
            Assert.True(parts.Count > 0 || Store.DeleteAsync([stored.Id]).GetAwaiter().GetResult() == 1);
            Assert.True(parts.Count > 0 || new ChunkCollector(_database).CollectAsync().GetAwaiter().GetResult() == 4);
            parts.Add(new MemoryStream());
            return parts[^1];
        });
        Assert.Equal(Samples.Bytes(saved), parts.SelectMany(part => part.ToArray()));
        var fault = await Assert.ThrowsAsync<FailureException>(() => Reader.LoadAsync(stored));
        Assert.Contains("it no longer exists", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_is_the_same_files_and_never_overwrites()
    {
        using var folder = new TestFolder();
        var saved = Samples.Checkpoint(3, seed: 5);
        var stored = await Store.FindAsync((await Writer.SaveAsync(_run, saved)).Id);
        await new CheckpointExport(_database).WriteAsync(stored, folder.File("out"));
        Assert.Equal(["out", "out/generator.safetensors", "out/state.msgpack"], folder.Names());
        Assert.Equal(saved.Parts[0].Bytes.ToArray(), await File.ReadAllBytesAsync(folder.File("out/generator.safetensors")));
        File.WriteAllText(folder.File("taken"), "precious");
        var fault = await Assert.ThrowsAsync<UsageException>(() => new CheckpointExport(_database).WriteAsync(stored, folder.File(
            "taken")));
        Assert.Contains($"{folder.File("taken")} already exists", fault.Message, StringComparison.Ordinal);
        Assert.Equal("precious", File.ReadAllText(folder.File("taken")));
    }

    [Fact]
    public async Task An_export_of_a_damaged_checkpoint_leaves_nothing()
    {
        using var folder = new TestFolder();
        var stored = await Store.FindAsync((await Writer.SaveAsync(_run, Samples.Checkpoint(3, seed: 5))).Id);
        await _test.ExecuteAsync("UPDATE jsigan.chunks SET data = substr(data, 2)");
        await Assert.ThrowsAsync<FailureException>(() => new CheckpointExport(_database).WriteAsync(stored, folder.File("out")));
        Assert.Empty(folder.Names());
    }

    private static byte[] Bytes(int count, int seed)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    // Statements of one session, without the parameter where it is not used.
    private async Task DamageAsync(string sql, byte[] hash)
    {
        await using var connection = new Npgsql.NpgsqlConnection(_test.ConnectionString);
        await connection.OpenAsync();
        foreach (var statement in sql.Split("; "))
            await connection.Command(statement, statement.Contains("$1", StringComparison.Ordinal) ? [hash] : []).RunAsync();
    }
}

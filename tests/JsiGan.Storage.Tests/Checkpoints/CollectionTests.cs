using JsiGan.Storage.Checkpoints;
using JsiGan.Storage.Runs;
using JsiGan.Testing.Servers;
using Xunit.Abstractions;

namespace JsiGan.Storage.Tests.Checkpoints;

/// <summary>Random concurrent savers, deleters and collectors, checked against a model of the checkpoints' contents.</summary>
public sealed class CollectionTests(ITestOutputHelper output)
{
    // Few distinct contents of about a chunk each: checkpoints often share chunks and save collected ones again.
    private const int Contents = 12;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task No_chunk_in_use_is_ever_collected_and_none_else_remains(int seed)
    {
        output.WriteLine($"seed {seed}");
        var (test, database) = await TestDatabase.OpenAsync();
        await using var _ = test;
        await using var __ = database;
        var run = (await new RunStore(database).CreateAsync(Samples.Run())).Id;
        var model = new System.Collections.Concurrent.ConcurrentDictionary<long, byte[][]>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(() => WorkAsync(database, run, worker, seed, model))));

        await new ChunkCollector(database).CollectAsync();
        var stored = await new CheckpointStore(database).ListAsync(run);
        Assert.Equal(model.Keys.Order(), stored.Select(each => each.Id).Order());
        foreach (var each in stored)
        {
            var loaded = await new CheckpointReader(database).LoadAsync(each);
            Assert.Equal(model[each.Id], loaded.Parts.Select(part => part.Bytes.ToArray()));
        }

        var inUse = model.Values.SelectMany(parts => parts).Select(Convert.ToHexString).Distinct().Count();
        Assert.Equal(inUse, await test.ScalarAsync<long>("SELECT count(*) FROM jsigan.chunks"));
    }

    private static async Task WorkAsync(
        Database database, long run, int worker, int seed, System.Collections.Concurrent.ConcurrentDictionary<long, byte[][]> model)
    {
        var random = new Random((seed * 100) + worker);
        var mine = new List<long>();
        for (var action = 0; action < 60; action++)
        {
            switch (random.Next(4))
            {
                case 0 when mine.Count > 0:
                    var victim = mine[random.Next(mine.Count)];
                    mine.Remove(victim);
                    Assert.True(model.TryRemove(victim, out _));
                    Assert.Equal(1, await new CheckpointStore(database).DeleteAsync([victim]));
                    break;
                case 1:
                    await new ChunkCollector(database).CollectAsync();
                    break;
                default:
                    var parts = Enumerable.Range(0, random.Next(1, 4)).Select(part => Content(random.Next(Contents))).ToArray();
                    var step = (worker * 1000) + action;
                    var saved = await new CheckpointWriter(database).SaveAsync(
                        run, Samples.Of(step, null, [.. parts.Select((bytes, part) => new CheckpointPart($"part{part}", bytes))]));
                    mine.Add(saved.Id);
                    model[saved.Id] = parts;
                    break;
            }
        }
    }

    private static byte[] Content(int which)
    {
        var bytes = new byte[50_000 + which];
        new Random(which).NextBytes(bytes);
        return bytes;
    }
}

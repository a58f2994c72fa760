using System.CommandLine;
using JsiGan.Storage;
using JsiGan.Storage.Checkpoints;

namespace JsiGan.Benchmarks.Benches.Storage;

/// <summary>The hidden command that saves checkpoints until it is killed, keeps the last few, and collects unused chunks.</summary>
internal static class SaverChild
{
    public const string Name = "storage-saver";
    private const int FileBytes = 6 << 20;

    public static Command Command()
    {
        var database = new Option<string>("--to") { Required = true };
        var run = new Option<long>("--run") { Required = true };
        var seed = new Option<int>("--seed") { Required = true };
        var command = new Command(Name, "Saves checkpoints until it is killed.") { database, run, seed };
        command.Hidden = true;
        command.SetAction((parsed, token) => SaveAsync(parsed.GetValue(database)!, parsed.GetValue(run), parsed.GetValue(seed), token));
        return command;
    }

    private static async Task<int> SaveAsync(string address, long run, int seed, CancellationToken token)
    {
        await using var database = await Database.OpenAsync(DatabaseAddress.Parse(address), TimeProvider.System, token);
        var (random, store) = (new Random(seed), new CheckpointStore(database));
        var resting = Bytes(new Random(1));
        var step = (await store.NewestAsync(run, token))?.Description.Step ?? 0;
        while (!token.IsCancellationRequested)
        {
            Console.WriteLine("saving");
            // One file that never changes and one that does, as a generator and frozen discriminators.
            var parts = new CheckpointParts(
                new CheckpointDescription { Step = ++step, Stage = 1, Epoch = 1, Architecture = "x2" },
                [new CheckpointPart("resting", resting), new CheckpointPart("trained", Bytes(random))]);
            var saved = await new CheckpointWriter(database).SaveAsync(run, parts, token: token);
            Console.WriteLine($"saved {saved.Id}");
            await store.DeleteAsync([.. new Retention(KeepLast: 3).ToPrune(await store.ListAsync(run, token)).Select(each => each.Id)],
                token: token);
            await new ChunkCollector(database).CollectAsync(token);
        }

        return 0;
    }

    private static byte[] Bytes(Random random)
    {
        var bytes = new byte[FileBytes];
        random.NextBytes(bytes);
        return bytes;
    }
}

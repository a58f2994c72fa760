using System.Diagnostics;
using JsiGan.Runtime.Files;
using JsiGan.Storage.Checkpoints;

namespace JsiGan.Benchmarks.Benches.Storage;

/// <summary>Saving 347 MB of new bytes (x2, both discriminators, Adam), against \copy of the same chunks into the same table.</summary>
internal static class CheckpointSave
{
    public const string Row = "checkpoint.save";
    private static readonly int[] FileBytes = [5_816_636, 11_633_272, 54_854_408, 109_708_816, 54_854_408, 109_708_816];

    public static async Task<ResultRow> MeasureAsync(BenchServer server, BenchOptions options)
    {
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var run = 0; run < options.Runs; run++)
        {
            var parts = Parts(seed: run, options.Quick ? 8 : 1);
            var (name, database) = await server.CreateAsync();
            var file = Path.Combine(server.Folder, "chunks.bin");
            await using (database)
            {
                var id = await BenchRun.CreateAsync(database);
                var writer = new CheckpointWriter(database);
                var watch = Stopwatch.StartNew();
                await writer.SaveAsync(id, parts);
                ours.Add(watch.Elapsed.TotalSeconds);
                await RequireUnchangedAddsNothingAsync(writer, id, parts);
                server.Psql(name, $"\\copy (SELECT sha256, data FROM jsigan.chunks) to '{file}' with (format binary)");
            }

            server.Drop(name);
            theirs.Add(await PsqlAsync(server, file));
            File.Delete(file);
        }

        return ResultRow.Against(Row, Statistics.Median(ours), "s", Statistics.Median(theirs), higherIsBetter: false, options.Runs);
    }

    private static async Task<double> PsqlAsync(BenchServer server, string file)
    {
        var (name, database) = await server.CreateAsync();
        await database.DisposeAsync();
        var watch = Stopwatch.StartNew();
        server.Psql(name, $"\\copy jsigan.chunks (sha256, data) from '{file}' with (format binary)");
        var seconds = watch.Elapsed.TotalSeconds;
        server.Drop(name);
        return seconds;
    }

    private static async Task RequireUnchangedAddsNothingAsync(CheckpointWriter writer, long run, CheckpointParts parts)
    {
        var next = parts with { Description = parts.Description with { Step = 2 } };
        if ((await writer.SaveAsync(run, next)).ChunksAdded is var added && added != 0)
            throw new FailureException($"An unchanged checkpoint added {added} chunks where none was expected.");
    }

    private static CheckpointParts Parts(int seed, int divisor)
    {
        var random = new Random(seed);
        var parts = FileBytes.Select((bytes, place) =>
        {
            var content = new byte[bytes / divisor];
            random.NextBytes(content);
            return new CheckpointPart($"file{place}", content);
        }).ToArray();
        return new CheckpointParts(new CheckpointDescription { Step = 1, Stage = 2, Epoch = 1, Architecture = "x2" }, parts);
    }
}

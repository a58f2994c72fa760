using System.Diagnostics;
using JsiGan.Runtime.Files;
using JsiGan.Storage;
using JsiGan.Storage.Checkpoints;
using Spectre.Console;

namespace JsiGan.Benchmarks.Benches.Storage;

/// <summary>kill -9 of the saving process or of the server at random moments; after each one, every visible checkpoint is read and
/// checked.</summary>
public sealed class FaultBench : IBench
{
    private const string Row = "faults.kills";

    public string Name => "faults";

    public string Summary => "200 kills -9 of client or server while checkpoints are saved; every visible checkpoint must verify after "
        + "each.";

    public IReadOnlyList<string> Rows => [Row];

    public IReadOnlyList<ResultRow> Run(BenchOptions options, IAnsiConsole console) => RunAsync(options, console).GetAwaiter().GetResult();

    private static async Task<IReadOnlyList<ResultRow>> RunAsync(BenchOptions options, IAnsiConsole console)
    {
        var kills = options.Quick ? 10 : 200;
        var seed = Environment.ProcessId;
        console.MarkupLineInterpolated($"[dim]seed {seed}[/]");
        var random = new Random(seed);
        await using var server = await BenchServer.StartAsync();
        var (name, database) = await server.CreateAsync();
        await using var owned = database;
        var run = await BenchRun.CreateAsync(database);
        for (var kill = 1; kill <= kills; kill++)
        {
            var saved = await DisturbAsync(server, name, run, random);
            await VerifyAsync(database, run, saved, $"kill {kill} of seed {seed}");
        }

        await RequireNothingLeftAsync(server, database, name);
        return [ResultRow.Alone(Row, kills, "count", higherIsBetter: true)];
    }

    /// <summary>Lets a process save for a random time, and kills it or the server.</summary>
    /// <returns>The last checkpoint that it reported; 0 for none.</returns>
    private static async Task<long> DisturbAsync(BenchServer server, string name, long run, Random random)
    {
        using var client = Start(server.ConnectionTo(name), run, random.Next());
        var saved = 0L;
        while (await client.StandardOutput.ReadLineAsync() is { } line && line != "saving")
        {
        }

        var rest = Task.Run(async () =>
        {
            while (await client.StandardOutput.ReadLineAsync() is { } line)
                saved = line.StartsWith("saved ", StringComparison.Ordinal) ? long.Parse(line.AsSpan(6), null) : saved;
        });
        await Task.Delay(random.Next(0, 400));
        if (random.Next(2) == 0)
        {
            client.Kill();
        }
        else
        {
            server.KillPostmaster();
            await server.RestartAsync();
            client.Kill();
        }

        await client.WaitForExitAsync();
        await rest;
        return saved;
    }

    private static async Task VerifyAsync(Database database, long run, long saved, string moment)
    {
        var visible = await ListAsync(database, run);
        if (saved != 0 && visible.All(each => each.Id < saved))
            throw new FailureException($"Checkpoint {saved} was saved and is gone after {moment}.");

        foreach (var each in visible)
        {
            if (await new CheckpointReader(database).VerifyAsync(each) is { } fault)
                throw new FailureException($"After {moment}: {fault}");
        }
    }

    // The pool detects broken connections one by one.
    private static async Task<List<StoredCheckpoint>> ListAsync(Database database, long run)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await new CheckpointStore(database).ListAsync(run);
            }
            catch (FailureException) when (attempt < 10)
            {
            }
        }
    }

    private static async Task RequireNothingLeftAsync(BenchServer server, Database database, string name)
    {
        await new ChunkCollector(database).CollectAsync();
        var left = server.Psql(name,
            "SELECT count(*) FROM jsigan.chunks WHERE sha256 NOT IN (SELECT sha256 FROM jsigan.checkpoint_chunks)").Trim();
        if (left != "0")
            throw new FailureException($"{left} chunks are left that no checkpoint refers to.");
    }

    private static Process Start(string connection, long run, int seed)
    {
        var self = Environment.ProcessPath!;
        string[] words = [SaverChild.Name, "--to", connection, "--run", $"{run}", "--seed", $"{seed}"];
        string[] first = Path.GetFileNameWithoutExtension(self) == "dotnet"
            ? [Path.Combine(AppContext.BaseDirectory, "JsiGan.Benchmarks.dll")] : [];
        // Errors of a client whose server was killed do not matter.
        var start = new ProcessStartInfo(self, [.. first, .. words]) { RedirectStandardOutput = true, RedirectStandardError = true };
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }
}

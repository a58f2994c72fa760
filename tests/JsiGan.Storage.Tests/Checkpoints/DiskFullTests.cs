using System.Diagnostics;
using JsiGan.Storage.Checkpoints;
using JsiGan.Storage.Embedded;
using JsiGan.Storage.Runs;
using JsiGan.Testing.Servers;

namespace JsiGan.Storage.Tests.Checkpoints;

/// <summary>Needs root to mount a small file system; otherwise skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute()
    {
        if (!Environment.IsPrivilegedProcess)
            Skip = "mounts a small tmpfs, which needs root";
    }
}

public sealed class DiskFullTests
{
    [RootFact]
    public async Task A_save_that_fills_the_disk_reports_it_and_changes_nothing()
    {
        await using var own = await OwnServer.StartAsync();
        await using var database = await Database.OpenAsync(own.Address, TimeProvider.System);
        var run = (await new RunStore(database).CreateAsync(Samples.Run())).Id;
        using var folder = TestServer.OpenFolder();
        var disk = folder.File("disk");
        Directory.CreateDirectory(disk);
        Run("mount", "-t", "tmpfs", "-o", "size=12m,mode=777", "tmpfs", disk);
        try
        {
            await MoveChunksAsync(database, disk);
            var small = Samples.Checkpoint(1, seed: 1);
            var kept = await new CheckpointWriter(database).SaveAsync(run, small);
            var fault = await Assert.ThrowsAsync<FailureException>(
                () => new CheckpointWriter(database).SaveAsync(run, Samples.Checkpoint(2, seed: 2, bytes: 20_000_000)));
            Assert.Contains("Saving the checkpoint of step 2 (run 1) failed: the disk of the database", fault.Message,
                StringComparison.Ordinal);
            var only = Assert.Single(await new CheckpointStore(database).ListAsync());
            Assert.Equal(kept.Id, only.Id);
            Assert.Equal(Samples.Bytes(small), Samples.Bytes(await new CheckpointReader(database).LoadAsync(only)));
            await own.StopAsync();
        }
        finally
        {
            Run("umount", disk);
        }
    }

    private static async Task MoveChunksAsync(Database database, string disk)
    {
        var space = Path.Combine(disk, "space");
        await new ServerCommand(ServerUser.Find()).RunAsync("Making the tablespace", "mkdir", "-m", "700", space);
        await using var connection = await database.Source.OpenConnectionAsync();
        await connection.Command($"CREATE TABLESPACE small LOCATION '{space}'").RunAsync();
        await connection.Command("ALTER TABLE jsigan.chunks SET TABLESPACE small").RunAsync();
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {error}");
    }
}

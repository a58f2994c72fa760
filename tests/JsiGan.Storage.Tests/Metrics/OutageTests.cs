using JsiGan.Storage.Metrics;
using JsiGan.Storage.Runs;
using JsiGan.Storage.Tests.Checkpoints;
using JsiGan.Testing.Servers;

namespace JsiGan.Storage.Tests.Metrics;

/// <summary>The server stops in the middle of a run, and comes back.</summary>
public sealed class OutageTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Training_continues_and_no_metric_is_lost_or_doubled(bool killed)
    {
        using var folder = new TestFolder();
        await using var own = await OwnServer.StartAsync();
        await using var database = await Database.OpenAsync(own.Address, TimeProvider.System);
        var run = (await new RunStore(database).CreateAsync(Samples.Run())).Id;
        var options = new MetricOptions
        {
            SpoolFolder = folder.File("spool"), BatchRows = 500, BatchDelay = TimeSpan.FromMilliseconds(20),
            Retry = TimeSpan.FromMilliseconds(50),
        };
        var step = 0;
        await using (var writer = await MetricWriter.OpenAsync(database, run, options))
        {
            for (var outage = 0; outage < 3; outage++)
            {
                // Rows keep coming before, during and after the outage.
                using var training = new CancellationTokenSource();
                var steps = Task.Run(() =>
                {
                    for (; !training.IsCancellationRequested; Thread.Sleep(1))
                        Add(writer, 50, ref step);
                });
                await UntilAsync(async () => await CountAsync(database) > outage * 1000, "rows arrive");
                if (killed)
                    own.Kill();
                else
                    await own.StopAsync();

                await UntilAsync(() => Task.FromResult(writer.Waiting > 0), "batches wait on disk");
                // Backends that outlive a killed server may still take a batch.
                await UntilAsync(() => Task.FromResult(!writer.Backlog.IsAvailable), "the database is known to be away");
                await writer.FlushAsync();
                await training.CancelAsync();
                await steps;
                await own.RestartAsync();
                await UntilAsync(() => Task.FromResult(writer.Waiting == 0), "the disk is empty again");
                await UntilAsync(() => Task.FromResult(writer.Backlog is { IsAvailable: true, Spooled: 0 }), "the backlog is gone");
            }

            Assert.Empty(writer.Faults);
        }

        await using var raw = Npgsql.NpgsqlDataSource.Create(own.Server.ConnectionString);
        await using var command = raw.CreateCommand("SELECT count(*) = $1 AND count(DISTINCT step) = $1 AND max(step) = $1 FROM "
            + "jsigan.step_metrics");
        command.Parameters.Add(new() { Value = (long)step });
        Assert.Equal(true, await command.ExecuteScalarAsync());
        Assert.Equal(["spool"], folder.Names());
    }

    [Fact]
    public async Task A_process_that_ends_during_an_outage_leaves_its_metrics_to_the_next_one()
    {
        using var folder = new TestFolder();
        await using var own = await OwnServer.StartAsync();
        await using var database = await Database.OpenAsync(own.Address, TimeProvider.System);
        var run = (await new RunStore(database).CreateAsync(Samples.Run())).Id;
        var options = new MetricOptions { SpoolFolder = folder.File("spool"), Closing = TimeSpan.FromMilliseconds(100) };
        var step = 0;
        await using (var writer = await MetricWriter.OpenAsync(database, run, options))
        {
            await own.StopAsync();
            Add(writer, 100, ref step);
        }

        Assert.NotEmpty(folder.Names());
        await own.RestartAsync();
        await (await MetricWriter.OpenAsync(database, run, options)).DisposeAsync();
        Assert.Equal(100, await CountAsync(database));
    }

    private static void Add(MetricWriter writer, int count, ref int step)
    {
        for (var i = 0; i < count; i++)
            writer.Add(new StepMetric("loss/rec", ++step, 0, step));
    }

    private static async Task<long> CountAsync(Database database)
    {
        await using var command = database.Source.CreateCommand("SELECT count(*) FROM jsigan.step_metrics");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (!await holds())
        {
            Assert.False(deadline.IsCancellationRequested, $"waited {Deadline.TotalSeconds} s until {what}");
            await Task.Delay(5);
        }
    }
}

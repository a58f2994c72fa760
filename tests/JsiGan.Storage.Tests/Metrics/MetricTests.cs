using JsiGan.Storage.Metrics;
using JsiGan.Storage.Runs;
using JsiGan.Storage.Tests.Checkpoints;
using JsiGan.Testing.Servers;

namespace JsiGan.Storage.Tests.Metrics;

public sealed class MetricTests : IAsyncLifetime
{
    private readonly TestFolder _folder = new();
    private TestDatabase _test = null!;
    private Database _database = null!;
    private long _run;

    private MetricOptions Options => new() { SpoolFolder = _folder.File("spool"), BatchRows = 100 };

    public async Task InitializeAsync()
    {
        (_test, _database) = await TestDatabase.OpenAsync();
        _run = (await new RunStore(_database).CreateAsync(Samples.Run())).Id;
    }

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        await _test.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Every_row_arrives_once_with_its_value()
    {
        await using (var writer = await MetricWriter.OpenAsync(_database, _run, Options))
        {
            for (var step = 1; step <= 1234; step++)
                writer.Add(new StepMetric("loss/rec", step, 3, step / 7.0));

            writer.Add(new EpochMetric("validation/psnr", 2, 1, 1234, 33.25));
        }

        Assert.Equal(
            Enumerable.Range(1, 1234).Select(step => step / 7.0),
            await _test.ListAsync<double>("SELECT value FROM jsigan.step_metrics JOIN jsigan.metric_names USING (metric_id) "
                + "WHERE name = 'loss/rec' AND worker = 3 ORDER BY step"));
        Assert.Equal(33.25, await _test.ScalarAsync<double>(
            "SELECT value FROM jsigan.epoch_metrics WHERE stage = 2 AND epoch = 1 AND step = 1234"));
        Assert.Equal(1235, await _test.ScalarAsync<long>("SELECT row_count FROM jsigan.metric_writers"));
        Assert.DoesNotContain(_folder.Names(), name => name.EndsWith(".batch", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_flush_returns_when_all_is_in_the_database()
    {
        await using var writer = await MetricWriter.OpenAsync(_database, _run, Options with { BatchDelay = TimeSpan.FromHours(1) });
        writer.Add(new StepMetric("time/data", 1, 0, 0.25));
        await writer.FlushAsync();
        Assert.Equal(1, await _test.ScalarAsync<long>("SELECT count(*) FROM jsigan.step_metrics"));
    }

    [Fact]
    public async Task A_batch_whose_commit_was_not_acknowledged_is_not_stored_again()
    {
        var sender = new MetricSender(_database);
        var batch = new MetricBatch(await sender.RegisterAsync(_run, default), 1, [new("loss/rec", 1, 0, 1)], [new("validation/psnr", 1, 1,
            1, 2)]);
        await sender.SendAsync(batch, default);
        await sender.SendAsync(batch, default);
        Assert.Equal(1, await _test.ScalarAsync<long>("SELECT count(*) FROM jsigan.step_metrics"));
    }

    [Fact]
    public async Task Batches_that_a_killed_process_left_on_disk_are_sent_once_by_the_next_one()
    {
        var sender = new MetricSender(_database);
        var spool = new MetricSpool(_folder.File("spool"));
        var dead = await sender.RegisterAsync(_run, default);
        MetricBatch[] left = [.. Enumerable.Range(1, 3).Select(number => new MetricBatch(dead, number, [new("loss/rec", number, 0, number)],
            []))];
        Array.ForEach(left, spool.Put);
        // The first one was stored; the process was killed before it could remove the file.
        await sender.SendAsync(left[0], default);
        await (await MetricWriter.OpenAsync(_database, _run, Options)).DisposeAsync();
        Assert.Equal([1.0, 2.0, 3.0], await _test.ListAsync<double>("SELECT value FROM jsigan.step_metrics ORDER BY step"));
        Assert.Equal(["spool"], _folder.Names());
    }

    [Fact]
    public async Task An_altered_file_and_one_of_another_database_are_set_aside_and_named()
    {
        var spool = new MetricSpool(_folder.File("spool"));
        var (altered, stranger) = (new MetricBatch(1, 1, [new("a", 1, 0, 1)], []), new MetricBatch(777, 5, [new("a", 1, 0, 1)], []));
        spool.Put(altered);
        spool.Put(stranger);
        var bytes = await File.ReadAllBytesAsync(spool.FileOf(altered));
        bytes[20] ^= 1;
        await File.WriteAllBytesAsync(spool.FileOf(altered), bytes);
        await using var writer = await MetricWriter.OpenAsync(_database, _run, Options);
        Assert.Equal(2, writer.Faults.Count);
        Assert.Contains($"{spool.FileOf(altered)} cannot be used: the file was altered", writer.Faults[0], StringComparison.Ordinal);
        Assert.Contains("Batch 5 of the metrics' writer 777 cannot be stored: the database does not know the writer", writer.Faults[1],
            StringComparison.Ordinal);
        Assert.Equal(2, _folder.Names().Count(name => name.EndsWith(".batch.refused", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Resuming_from_a_checkpoint_removes_later_metrics()
    {
        await using (var writer = await MetricWriter.OpenAsync(_database, _run, Options))
        {
            for (var step = 1; step <= 10; step++)
            {
                writer.Add(new StepMetric("loss/rec", step, 0, step));
                writer.Add(new EpochMetric("validation/psnr", 1, step, step, step));
            }
        }

        await new MetricHistory(_database).RewindAsync(_run, 6);
        Assert.Equal(6, await _test.ScalarAsync<long>("SELECT max(step) FROM jsigan.step_metrics"));
        Assert.Equal(6, await _test.ScalarAsync<long>("SELECT max(step) FROM jsigan.epoch_metrics"));
    }

    [Fact]
    public async Task A_chart_of_two_runs_has_means_and_extremes_of_equal_ranges_of_steps()
    {
        var other = (await new RunStore(_database).CreateAsync(Samples.Run())).Id;
        foreach (var run in new[] { _run, other })
        {
            await using var writer = await MetricWriter.OpenAsync(_database, run, Options);
            for (var step = 1; step <= 100; step++)
                writer.Add(new StepMetric("loss/rec", step, 0, step + (run == other ? 1000 : 0)));
        }

        var points = await new MetricHistory(_database).CompareAsync([_run, other], ["loss/rec"], 1, 100, points: 10);
        Assert.Equal(20, points.Count);
        Assert.Equal(new ChartPoint("loss/rec", _run, 11, 15.5, 11, 20), points[1]);
        Assert.Equal(new ChartPoint("loss/rec", other, 91, 1095.5, 1091, 1100), points[^1]);
    }

    [Fact]
    public void Beyond_the_memory_bound_batches_wait_on_disk_in_order()
    {
        var queue = new BatchQueue(new MetricSpool(_folder.File("spool")), most: 2);
        MetricBatch[] batches = [.. Enumerable.Range(1, 5).Select(number => new MetricBatch(1, number, [new("a", number, 0, 1)], []))];
        Array.ForEach(batches, queue.Add);
        Assert.Equal(5, queue.OnDisk);
        foreach (var expected in batches)
        {
            var next = queue.Peek()!;
            Assert.Equal(expected.Number, next.Number);
            queue.Remove(next);
        }

        Assert.Null(queue.Peek());
        Assert.Equal(["spool"], _folder.Names());
    }
}

using JsiGan.Storage.Metrics;
using JsiGan.Storage.Runs;
using JsiGan.Storage.Tests.Checkpoints;
using JsiGan.Testing.Servers;

namespace JsiGan.Storage.Tests.Metrics;

/// <summary>Charts of many steps are read from sums over ranges, which agree with the steps whatever happens to these.</summary>
public sealed class StepRangeTests : IAsyncLifetime
{
    private const int Steps = 5000;

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
    public async Task A_chart_of_ranges_agrees_with_its_steps()
    {
        await WriteAsync(1, Steps);
        foreach (var width in (int[])[64, 1024])
        {
            var found = await _test.ScalarAsync<long>("SELECT count(*) FROM jsigan.step_metric_ranges WHERE width = $1", width);
            Assert.InRange(found, (Steps / width) - 1, Steps / width);
        }

        await RequireAgreementAsync(Steps);
    }

    [Fact]
    public async Task Steps_that_are_measured_again_replace_the_old_ones()
    {
        await WriteAsync(1, Steps);
        await new MetricHistory(_database).RewindAsync(_run, 3000);
        await RequireAgreementAsync(3000);
        await WriteAsync(3001, 4000);
        await RequireAgreementAsync(4000);
    }

    [Fact]
    public async Task Values_that_come_late_are_in_the_ranges_too()
    {
        await WriteAsync(1, Steps);
        await using (var late = await MetricWriter.OpenAsync(_database, _run, Options))
            late.Add(new StepMetric("loss/rec", 700, 1, 1000));

        await RequireAgreementAsync(Steps);
        var points = await new MetricHistory(_database).CompareAsync([_run], ["loss/rec"], 1, Steps, points: 20);
        Assert.Equal(1000, points.Max(point => point.Most));
    }

    [Fact]
    public async Task A_value_that_is_not_a_number_shows_in_its_range()
    {
        await WriteAsync(1, Steps, step => step == 1500 ? double.NaN : step);
        var points = await new MetricHistory(_database).CompareAsync([_run], ["loss/rec"], 1, Steps, points: 20);
        Assert.Equal(1, points.Count(point => double.IsNaN(point.Most)));
        Assert.Contains(points, point => double.IsNaN(point.Mean) && point.FirstStep <= 1500);
    }

    private async Task WriteAsync(int first, int last, Func<int, double>? value = null)
    {
        var random = new Random(20261128);
        await using var writer = await MetricWriter.OpenAsync(_database, _run, Options);
        for (var step = first; step <= last; step++)
        {
            writer.Add(new StepMetric("loss/rec", step, 0, value?.Invoke(step) ?? random.NextDouble()));
            if (step % 3 == 0)
                writer.Add(new StepMetric("loss/rec", step, 1, value?.Invoke(step) ?? random.NextDouble()));
        }
    }

    // Points of short ranges and of long ones.
    private async Task RequireAgreementAsync(int last)
    {
        await RequireAgreementAsync(last, width: 256);
        await RequireAgreementAsync(last, width: 2048);
    }

    // Points from 0 on: whole ranges.
    private async Task RequireAgreementAsync(int last, int width)
    {
        var points = await new MetricHistory(_database).CompareAsync([_run], ["loss/rec"], 0, last, points: (last / width) + 1);
        await using var source = Npgsql.NpgsqlDataSource.Create(_test.ConnectionString);
        await using var command = source.CreateCommand(
            "SELECT avg(value), min(value), max(value), min(step) FROM jsigan.step_metrics WHERE run_id = $1 "
            + "GROUP BY step / $2 ORDER BY 4");
        command.Parameters.Add(new() { Value = _run });
        command.Parameters.Add(new() { Value = (long)width });
        await using var rows = await command.ExecuteReaderAsync();
        foreach (var point in points)
        {
            Assert.True(await rows.ReadAsync());
            Assert.Equal(rows.GetDouble(0), point.Mean, 1e-12);
            Assert.Equal((rows.GetDouble(1), rows.GetDouble(2)), (point.Least, point.Most));
        }

        Assert.False(await rows.ReadAsync());
    }
}

namespace Prometheus.Tests;

public sealed class GaugeTests
{
    private readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();
    private readonly Gauge _gauge;

    public GaugeTests() => _gauge = Metrics.WithCustomRegistry(_registry).CreateGauge("loss", "Loss of the last step.");

    [Fact]
    public void A_gauge_rises_and_falls()
    {
        _gauge.Set(2);
        _gauge.Inc();
        _gauge.Inc(0.5);
        _gauge.Dec();
        _gauge.Dec(4);
        Assert.Equal(-1.5, _gauge.Value);
        _gauge.IncTo(-2);
        _gauge.DecTo(3);
        Assert.Equal(-1.5, _gauge.Value);
        _gauge.IncTo(1);
        Assert.Equal(1, _gauge.Value);
        _gauge.DecTo(-1);
        Assert.Equal(-1, _gauge.Value);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.0, "-0")]
    [InlineData(1, "1")]
    [InlineData(-1.5, "-1.5")]
    [InlineData(0.1, "0.1")]
    [InlineData(1.0 / 3, "0.3333333333333333")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00001, "1e-05")]
    [InlineData(123456789, "123456789")]
    [InlineData(1e15, "1000000000000000")]
    [InlineData(1.5e300, "1.5e+300")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public async Task A_number_is_written_as_the_shortest_that_gives_it_back(double value, string text)
    {
        _gauge.Set(value);
        Assert.Equal($"# HELP loss Loss of the last step.\n# TYPE loss gauge\nloss {text}\n", await _registry.TextAsync());
    }

    [Fact]
    public void A_gauge_counts_what_is_in_progress()
    {
        using (_gauge.TrackInProgress())
        {
            Assert.Equal(1, _gauge.Value);
            using (_gauge.TrackInProgress())
            {
                Assert.Equal(2, _gauge.Value);
            }
        }

        Assert.Equal(0, _gauge.Value);
    }

    [Fact]
    public void A_gauge_holds_a_time_in_seconds()
    {
        _gauge.SetToTimeUtc(new DateTimeOffset(1970, 1, 1, 2, 0, 1, 500, TimeSpan.FromHours(2)));
        Assert.Equal(1.5, _gauge.Value);
    }

    [Fact]
    public void A_timer_sets_the_gauge_to_its_duration()
    {
        _gauge.Set(-1);
        TimeSpan observed;
        using (var timer = _gauge.NewTimer())
        {
            observed = timer.ObserveDuration();
            Assert.Equal(observed.TotalSeconds, _gauge.Value);
        }

        Assert.True(_gauge.Value >= observed.TotalSeconds);
    }
}

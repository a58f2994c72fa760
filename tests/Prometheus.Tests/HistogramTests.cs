namespace Prometheus.Tests;

public sealed class HistogramTests
{
    private readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();
    private readonly MetricFactory _metrics;

    public HistogramTests() => _metrics = Metrics.WithCustomRegistry(_registry);

    [Fact]
    public async Task A_histogram_exposes_sum_count_and_cumulative_buckets()
    {
        var histogram = _metrics.CreateHistogram(
            "step_seconds", "Time of a step.", ["stage"], new HistogramConfiguration { Buckets = [0.25, 1, 1e3] });
        var stage = histogram.WithLabels("1");
        stage.Observe(0.25);
        stage.Observe(0.5, 2);
        stage.Observe(2e3);
        stage.Observe(double.NaN);
        Assert.Equal((2e3 + 1.25, 4L), (stage.Sum, stage.Count));
        Assert.Equal(
            """
            # HELP step_seconds Time of a step.
            # TYPE step_seconds histogram
            step_seconds_sum{stage="1"} 2001.25
            step_seconds_count{stage="1"} 4
            step_seconds_bucket{stage="1",le="0.25"} 1
            step_seconds_bucket{stage="1",le="1"} 3
            step_seconds_bucket{stage="1",le="1000"} 3
            step_seconds_bucket{stage="1",le="+Inf"} 4

            """,
            await _registry.TextAsync());
    }

    [Fact]
    public async Task The_default_buckets_go_from_5_milliseconds_to_10_seconds()
    {
        _metrics.CreateHistogram("step_seconds", "Time of a step.").Observe(11);
        string[] bounds = ["0.005", "0.01", "0.025", "0.05", "0.075", "0.1", "0.25", "0.5", "0.75", "1", "2.5", "5", "7.5", "10"];
        Assert.Equal(
            "# HELP step_seconds Time of a step.\n# TYPE step_seconds histogram\nstep_seconds_sum 11\nstep_seconds_count 1\n"
            + string.Concat(bounds.Select(bound => $"step_seconds_bucket{{le=\"{bound}\"}} 0\n"))
            + "step_seconds_bucket{le=\"+Inf\"} 1\n",
            await _registry.TextAsync());
    }

    [Fact]
    public void Linear_exponential_and_decade_buckets_have_exact_bounds()
    {
        Assert.Equal([0.1, 0.2, 0.3, 0.4], Histogram.LinearBuckets(0.1, 0.1, 4));
        Assert.Equal([0.1, 0.3, 0.9, 2.7], Histogram.ExponentialBuckets(0.1, 3, 4));
        Assert.Equal([0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10], Histogram.PowersOfTenDividedBuckets(-1, 1, 4));
        Assert.Equal([5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90, 95, 100],
            Histogram.PowersOfTenDividedBuckets(1, 2, 20));
    }

    [Fact]
    public void Buckets_that_cannot_be_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Create([]));
        Assert.Throws<ArgumentException>(() => Create([1, 1]));
        Assert.Throws<ArgumentException>(() => Create([2, 1]));
        Assert.Throws<ArgumentException>(() => _metrics.CreateHistogram("labelled", "", "le"));
        Assert.Throws<ArgumentException>(() => Histogram.LinearBuckets(0, 1, 0));
        Assert.Throws<ArgumentException>(() => Histogram.ExponentialBuckets(0, 2, 3));
        Assert.Throws<ArgumentException>(() => Histogram.ExponentialBuckets(1, 1, 3));
        Assert.Throws<ArgumentException>(() => Histogram.PowersOfTenDividedBuckets(1, 1, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Histogram.PowersOfTenDividedBuckets(0, 1, 0));
    }

    [Fact]
    public void A_timer_observes_its_duration_in_seconds()
    {
        IHistogram histogram = _metrics.CreateHistogram("step_seconds", "Time of a step.");
        using (histogram.NewTimer())
        {
        }

        Assert.Equal(1, histogram.Count);
        Assert.InRange(histogram.Sum, 0, 60);
    }

    private void Create(double[] buckets) => _metrics.CreateHistogram("refused", "", new HistogramConfiguration { Buckets = buckets });
}

namespace Prometheus.Tests;

public sealed class CounterTests
{
    private readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();
    private readonly MetricFactory _metrics;

    public CounterTests() => _metrics = Metrics.WithCustomRegistry(_registry);

    [Fact]
    public async Task A_counter_is_exposed_from_zero()
    {
        _metrics.CreateCounter("steps_total", "Steps done.");
        Assert.Equal("# HELP steps_total Steps done.\n# TYPE steps_total counter\nsteps_total 0\n", await _registry.TextAsync());
    }

    [Fact]
    public async Task A_counter_adds_what_it_is_given()
    {
        var counter = _metrics.CreateCounter("steps_total", "Steps done.");
        counter.Inc();
        counter.Inc(2.5);
        Assert.Equal(3.5, counter.Value);
        Assert.EndsWith("\nsteps_total 3.5\n", await _registry.TextAsync());
    }

    [Fact]
    public void A_counter_does_not_fall()
    {
        var counter = _metrics.CreateCounter("steps_total", "");
        counter.IncTo(5);
        counter.IncTo(3);
        Assert.Equal(5, counter.Value);
        Assert.Throws<ArgumentOutOfRangeException>(() => counter.Inc(-1));
        Assert.Equal(5, counter.Value);
    }

    [Fact]
    public async Task A_labelled_counter_has_only_the_series_that_were_asked_for()
    {
        var counter = _metrics.CreateCounter("bytes_total", "Bytes.", "rank", "direction");
        Assert.Equal("# HELP bytes_total Bytes.\n# TYPE bytes_total counter\n", await _registry.TextAsync());
        counter.WithLabels("1", "in").Inc(10);
        counter.WithLabels("0", "out");
        Assert.Equal(
            """
            # HELP bytes_total Bytes.
            # TYPE bytes_total counter
            bytes_total{rank="1",direction="in"} 10
            bytes_total{rank="0",direction="out"} 0

            """,
            await _registry.TextAsync());
        Assert.Equal([["1", "in"], ["0", "out"]], counter.GetAllLabelValues());
    }

    [Fact]
    public void The_same_labels_are_the_same_series()
    {
        var counter = _metrics.CreateCounter("bytes_total", "Bytes.", "rank");
        Assert.Same(counter.WithLabels("1"), counter.WithLabels(["1"]));
        Assert.Same(counter.WithLabels("1"), counter.WithLabels(new ReadOnlyMemory<string>(["1"])));
        Assert.Same(counter.WithLabels("1"), counter.WithLabels(new ReadOnlySpan<string>(["1"])));
        Assert.NotSame(counter.WithLabels("1"), counter.WithLabels("2"));
    }

    [Fact]
    public void A_wrong_number_of_label_values_is_refused()
    {
        var counter = _metrics.CreateCounter("bytes_total", "Bytes.", "rank");
        Assert.Throws<ArgumentException>(() => counter.WithLabels("1", "2"));
        Assert.Throws<ArgumentException>(() => counter.WithLabels());
    }

    [Fact]
    public async Task A_removed_series_is_exposed_no_more()
    {
        var counter = _metrics.CreateCounter("bytes_total", "Bytes.", "rank");
        counter.WithLabels("1").Inc();
        counter.WithLabels("2").Inc();
        counter.RemoveLabelled("1");
        counter.WithLabels("2").Remove();
        counter.WithLabels("3").Inc();
        Assert.Equal("# HELP bytes_total Bytes.\n# TYPE bytes_total counter\nbytes_total{rank=\"3\"} 1\n", await _registry.TextAsync());
    }

    [Fact]
    public async Task An_initial_value_can_wait_for_the_first_increment()
    {
        var counter = _metrics.CreateCounter("steps_total", "Steps.", new CounterConfiguration { SuppressInitialValue = true });
        Assert.Equal("# HELP steps_total Steps.\n# TYPE steps_total counter\n", await _registry.TextAsync());
        counter.Inc(0);
        Assert.EndsWith("\nsteps_total 0\n", await _registry.TextAsync());
        counter.Unpublish();
        Assert.EndsWith(" counter\n", await _registry.TextAsync());
    }

    [Fact]
    public void Increments_from_many_threads_all_count()
    {
        var counter = _metrics.CreateCounter("steps_total", "Steps.", "rank");
        Parallel.For(0, 8, _ =>
        {
            for (var i = 0; i < 10_000; i++)
            {
                counter.WithLabels("1").Inc();
            }
        });
        Assert.Equal(80_000, counter.WithLabels("1").Value);
    }
}

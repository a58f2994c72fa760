namespace Prometheus.Tests;

public sealed class RegistryTests
{
    private readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();
    private readonly MetricFactory _metrics;

    public RegistryTests() => _metrics = Metrics.WithCustomRegistry(_registry);

    [Fact]
    public async Task Label_values_are_escaped_and_help_texts_are_not()
    {
        _metrics.CreateGauge("clip", "The \"clip\" in C:\\.", "path").WithLabels("a\\b\n\"ü\"").Set(1);
        Assert.Equal(
            "# HELP clip The \"clip\" in C:\\.\n# TYPE clip gauge\nclip{path=\"a\\\\b\\n\\\"ü\\\"\"} 1\n",
            await _registry.TextAsync());
    }

    [Fact]
    public async Task A_blank_help_text_leaves_the_space_before_it()
    {
        _metrics.CreateGauge("loss", " ");
        Assert.Equal("# HELP loss \n# TYPE loss gauge\nloss 0\n", await _registry.TextAsync());
    }

    [Fact]
    public async Task Metrics_come_in_the_order_they_were_made()
    {
        _metrics.CreateGauge("b", "B.");
        _metrics.CreateCounter("a", "A.");
        _metrics.CreateGauge("b", "B again.", "x").WithLabels("1").Inc();
        Assert.Equal(
            """
            # HELP b B.
            # TYPE b gauge
            b 0
            b{x="1"} 1
            # HELP a A.
            # TYPE a counter
            a 0

            """,
            await _registry.TextAsync());
    }

    [Fact]
    public async Task An_empty_registry_is_an_empty_text() => Assert.Equal("", await _registry.TextAsync());

    [Fact]
    public void The_same_name_and_labels_are_the_same_metric()
    {
        var gauge = _metrics.CreateGauge("loss", "Loss.", "stage");
        Assert.Same(gauge, _metrics.CreateGauge("loss", "Other words.", new GaugeConfiguration { LabelNames = ["stage"] }));
        Assert.NotSame(gauge, _metrics.CreateGauge("loss", "Loss.", "rank"));
    }

    [Fact]
    public void A_name_belongs_to_one_type_of_metric()
    {
        _metrics.CreateGauge("loss", "Loss.");
        Assert.Throws<InvalidOperationException>(() => _metrics.CreateCounter("loss", "Loss."));
    }

    [Theory]
    [InlineData("1st")]
    [InlineData("a-b")]
    [InlineData("a:b")]
    [InlineData("")]
    public void A_name_that_Prometheus_does_not_allow_is_refused(string name)
    {
        Assert.Throws<ArgumentException>(() => _metrics.CreateGauge(name, ""));
        Assert.Throws<ArgumentException>(() => _metrics.CreateGauge("loss", "", name));
    }

    [Fact]
    public void Reserved_and_repeated_label_names_are_refused()
    {
        Assert.Throws<ArgumentException>(() => _metrics.CreateGauge("loss", "", "__name"));
        Assert.Throws<InvalidOperationException>(() => _metrics.CreateGauge("loss", "", "a", "a"));
    }

    [Fact]
    public async Task Static_labels_follow_the_metric_s_own()
    {
        _registry.SetStaticLabels(new Dictionary<string, string> { ["host"] = "h1" });
        var factory = _metrics.WithLabels(new Dictionary<string, string> { ["run"] = "r7" })
            .WithLabels(new Dictionary<string, string> { ["worker"] = "0" });
        factory.CreateGauge("loss", "Loss.", ["stage"]).WithLabels("2").Set(0.5);
        factory.CreateGauge("epoch", "Epoch.");
        Assert.Equal(
            """
            # HELP loss Loss.
            # TYPE loss gauge
            loss{stage="2",worker="0",run="r7",host="h1"} 0.5
            # HELP epoch Epoch.
            # TYPE epoch gauge
            epoch{worker="0",run="r7",host="h1"} 0

            """,
            await _registry.TextAsync());
        Assert.Equal([new("host", "h1")], _registry.StaticLabels);
    }

    [Fact]
    public void Static_labels_are_set_once_and_before_the_first_metric()
    {
        var labels = new Dictionary<string, string> { ["host"] = "h1" };
        _metrics.CreateGauge("loss", "Loss.");
        Assert.Throws<InvalidOperationException>(() => _registry.SetStaticLabels(labels));
        var other = Metrics.NewCustomRegistry();
        other.SetStaticLabels(labels);
        Assert.Throws<InvalidOperationException>(() => other.SetStaticLabels(labels));
    }

    [Fact]
    public async Task Callbacks_run_before_each_collection_and_their_faults_do_not_stop_it()
    {
        var gauge = _metrics.CreateGauge("scrapes", "Scrapes.");
        _registry.AddBeforeCollectCallback(() => gauge.Inc());
        _registry.AddBeforeCollectCallback(async cancel =>
        {
            await Task.Yield();
            gauge.Inc(10);
        });
        _registry.AddBeforeCollectCallback(() => throw new InvalidOperationException("broken on purpose"));
        await _registry.TextAsync();
        Assert.EndsWith("\nscrapes 22\n", await _registry.TextAsync());
    }

    [Fact]
    public void The_default_factory_fills_the_default_registry()
    {
        Assert.Same(
            Metrics.CreateCounter("default_total", "Default."),
            Metrics.WithCustomRegistry(Metrics.DefaultRegistry).CreateCounter("default_total", "Default."));
        Assert.Same(Metrics.CreateGauge("default", "Default."), Metrics.DefaultFactory.CreateGauge("default", "Default."));
    }
}

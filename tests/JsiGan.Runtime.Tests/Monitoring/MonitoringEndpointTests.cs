using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using JsiGan.Core.Health;
using JsiGan.Web.Monitoring;
using Prometheus;

namespace JsiGan.Runtime.Tests.Monitoring;

/// <summary>Real HTTP on a loopback port.</summary>
public sealed class MonitoringEndpointTests : IDisposable
{
    // Long on a busy machine too; only a check that never ends reaches its limit, which is then a short one.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortLimit = TimeSpan.FromMilliseconds(50);

    private readonly CollectorRegistry _registry = Prometheus.Metrics.NewCustomRegistry();
    private readonly HttpClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Metrics_are_served_and_the_port_is_free_afterwards()
    {
        Prometheus.Metrics.WithCustomRegistry(_registry).CreateGauge("jsigan_train_steps_planned", "Steps.").Set(12);
        int port;
        await using (var endpoint = await StartAsync())
        {
            port = endpoint.Port;
            var page = await _client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/metrics"));
            Assert.Contains("jsigan_train_steps_planned 12", page, StringComparison.Ordinal);
        }

        await using var again = await MonitoringEndpoint.StartAsync(port, _registry, [], TimeProvider.System);
        Assert.Equal(port, again.Port);
    }

    [Fact]
    public async Task A_taken_port_is_a_failure_that_names_it()
    {
        using var taken = new TcpListener(IPAddress.Any, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var fault = await Assert.ThrowsAsync<FailureException>(
            () => MonitoringEndpoint.StartAsync(port, _registry, [], TimeProvider.System));
        Assert.Contains($"port {port}", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith("choose another with --metrics-port.", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("live")]
    [InlineData("ready")]
    [InlineData("startup")]
    public async Task A_probe_without_checks_is_healthy(string probe)
    {
        await using var endpoint = await StartAsync();
        Assert.Equal((HttpStatusCode.OK, ""), await AskAsync(endpoint, probe));
    }

    [Fact]
    public async Task A_probe_asks_its_own_checks_and_names_the_parts_at_fault_with_their_reasons()
    {
        await using var endpoint = await StartAsync(
            new("database", HealthProbes.Ready, _ => Task.FromResult<string?>("the disk is full")),
            new("cluster", HealthProbes.Ready | HealthProbes.Startup, _ => Task.FromResult<string?>(null)),
            new("training", HealthProbes.Ready, _ => Task.FromResult<string?>("step 7 was 90 s ago")));
        Assert.Equal((HttpStatusCode.OK, ""), await AskAsync(endpoint, "live"));
        Assert.Equal((HttpStatusCode.OK, "cluster"), await AskAsync(endpoint, "startup"));
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "database: the disk is full, cluster, training: step 7 was 90 s ago"),
            await AskAsync(endpoint, "ready"));
    }

    [Fact]
    public async Task A_check_that_throws_is_at_fault_with_its_message()
    {
        await using var endpoint = await StartAsync(
            new("now", HealthProbes.Live, _ => throw new InvalidOperationException("no node")),
            new("later", HealthProbes.Live, _ => Task.FromException<string?>(new IOException("no disk"))));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "now: no node, later: no disk"), await AskAsync(endpoint, "live"));
    }

    [Fact]
    public async Task A_check_that_hangs_is_reported_as_not_ready_and_is_not_started_again_while_it_hangs()
    {
        using var release = new ManualResetEventSlim();
        var starts = 0;
        // Blocks the thread, and ignores its token.
        var hangs = new HealthCheck("database", HealthProbes.Ready, _ =>
        {
            Interlocked.Increment(ref starts);
            release.Wait();
            return Task.FromResult<string?>(null);
        });
        await using var endpoint = await MonitoringEndpoint.StartAsync(0, _registry, [hangs], TimeProvider.System, ShortLimit);
        for (var asked = 0; asked < 3; asked++)
        {
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "database: no answer within 0.05 s"), await AskAsync(endpoint, "ready"));
            Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref starts) > 0, Limit));
        }

        Assert.Equal(1, starts);
        release.Set();
    }

    [Fact]
    public async Task An_unknown_path_is_not_found()
    {
        await using var endpoint = await StartAsync();
        using var answer = await _client.GetAsync(new Uri($"http://127.0.0.1:{endpoint.Port}/health/other"));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private Task<MonitoringEndpoint> StartAsync(params HealthCheck[] checks) =>
        MonitoringEndpoint.StartAsync(0, _registry, checks, TimeProvider.System, Limit);

    private async Task<(HttpStatusCode Code, string Checks)> AskAsync(MonitoringEndpoint endpoint, string probe)
    {
        using var answer = await _client.GetAsync(new Uri($"http://127.0.0.1:{endpoint.Port}/health/{probe}"));
        var report = (await answer.Content.ReadFromJsonAsync<HealthReport>())!;
        Assert.Equal(report.Healthy, answer.StatusCode == HttpStatusCode.OK);
        return (answer.StatusCode, string.Join(", ", report.Checks.Select(
            check => check.Healthy ? check.Name : $"{check.Name}: {check.Reason}")));
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using JsiGan.Testing;

namespace JsiGan.Cli.Tests.Dashboards;

/// <summary>A Prometheus of the test's own, which scrapes one process every second.</summary>
internal sealed class PrometheusServer : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);
    private readonly TestFolder _folder = new();
    private readonly HttpClient _client = new();
    private readonly System.Diagnostics.Process _process;
    private readonly int _port = Ports.Free();

    /// <param name="target">Port that serves /metrics.</param>
    public PrometheusServer(int target)
    {
        var configuration = _folder.File("prometheus.yaml");
        File.WriteAllText(configuration, string.Create(CultureInfo.InvariantCulture,
            $$"""
            global: { scrape_interval: 1s }
            scrape_configs:
            - job_name: jsigan
              static_configs: [{ targets: ['127.0.0.1:{{target}}'] }]
            """));
        _process = System.Diagnostics.Process.Start(new ProcessStartInfo(
            "prometheus",
            [
                $"--config.file={configuration}", $"--storage.tsdb.path={_folder.File("data")}",
                string.Create(CultureInfo.InvariantCulture, $"--web.listen-address=127.0.0.1:{_port}"),
            ])
        {
            RedirectStandardError = true,
        })!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
    }

    /// <summary>Waits until it answers.</summary>
    public async Task WaitAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (true)
        {
            Assert.False(_process.HasExited, "Prometheus ended by itself.");
            try
            {
                using var answer = await _client.GetAsync(Address("-/ready"), deadline.Token);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException) when (!deadline.IsCancellationRequested)
            {
                // It does not listen yet.
            }

            await Task.Delay(50, deadline.Token);
        }
    }

    /// <summary>Whether an expression has a value now, of at least one series.</summary>
    public async Task<bool> HasDataAsync(string expression) =>
        (await DataAsync($"query?query={Uri.EscapeDataString(expression)}")).GetProperty("result").GetArrayLength() > 0;

    /// <summary>All values of a label of a metric.</summary>
    public async Task<IReadOnlyList<string>> ValuesAsync(string label, string metric) =>
        [.. (await DataAsync($"label/{label}/values?match[]={metric}")).EnumerateArray().Select(value => value.GetString()!)];

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _client.Dispose();
        _folder.Dispose();
    }

    private async Task<JsonElement> DataAsync(string path)
    {
        using var answer = await _client.GetAsync(Address($"api/v1/{path}"));
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.True(answer.IsSuccessStatusCode, $"Prometheus refuses {path}: {document.RootElement}");
        return document.RootElement.GetProperty("data").Clone();
    }

    private Uri Address(string path) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}/{path}"));
}

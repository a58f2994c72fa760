using System.Text.Json;
using JsiGan.Protocol.Runs;
using JsiGan.Runtime.Events;

namespace JsiGan.Cli.Tests.Process;

/// <summary>The page of a run that trains, and of a database.</summary>
public sealed class PageTests : IDisposable
{
    private readonly DatabaseHome _home = new();
    private readonly HttpClient _client = new();

    public void Dispose()
    {
        _client.Dispose();
        _home.Dispose();
    }

    [Fact]
    public async Task Training_serves_a_page_with_steps_workers_and_images()
    {
        File.WriteAllText(_home.File("tiny.yaml"), TinyRun.Recipe.Replace(
            "stage2: { epochs: 2, patches-per-epoch: 4,", "stage2: { epochs: 100000, patches-per-epoch: 4,", StringComparison.Ordinal));
        using var run = _home.Start("train", "tiny.yaml", "--workers", "2");
        var url = run.WaitFor<PageOpened>().Url;
        Assert.Matches("^http://127\\.0\\.0\\.1:\\d+/#/runs/1$", url);
        run.WaitFor<EpochMeasured>(epoch => epoch is { Stage: 2, Epoch: 3 });
        using var page = JsonDocument.Parse(await _client.GetStringAsync($"{Root(url)}/api/runs/1"));
        Assert.Contains("loss/g", page.RootElement.GetProperty("metrics").EnumerateArray().Select(name => name.GetString()));
        using var workers = JsonDocument.Parse(await _client.GetStringAsync($"{Root(url)}/api/runs/1/workers"));
        Assert.All(
            workers.RootElement.EnumerateArray(),
            worker => Assert.True(worker.GetProperty("seconds").GetProperty("forward").GetDouble() > 0));
        Assert.Equal(2, workers.RootElement.GetArrayLength());
        using var images = JsonDocument.Parse(await _client.GetStringAsync($"{Root(url)}/api/runs/1/images"));
        Assert.Equal(
            ["input", "prediction", "truth"],
            images.RootElement.EnumerateArray().Select(image => image.GetProperty("kind").GetString()!).Distinct().Order());
        using var log = JsonDocument.Parse(await _client.GetStringAsync($"{Root(url)}/api/runs/1/log"));
        Assert.Contains("generation 1: 2 workers", log.RootElement.GetProperty("text").GetString());
        run.Interrupt();
        Assert.Equal(130, run.Finish().ExitCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => _client.GetStringAsync($"{Root(url)}/api/runs"));
    }

    [Fact]
    public async Task The_command_web_serves_a_run_that_is_over_and_had_no_page()
    {
        var trained = _home.Run("train", "tiny.yaml", "--workers", "1", "--web", "off");
        Assert.Equal(0, trained.ExitCode);
        Assert.DoesNotContain("http://", trained.Output);
        var port = Testing.Ports.Free();
        using var web = _home.StartPlain("web", "--port", $"{port}");
        using var runs = JsonDocument.Parse(await web.AnswerAsync(_client, $"http://127.0.0.1:{port}/api/runs"));
        var run = Assert.Single(runs.RootElement.EnumerateArray());
        Assert.Equal("finished", run.GetProperty("state").GetString());
        web.Interrupt();
        Assert.Equal(0, web.Finish().ExitCode);
    }

    [Theory]
    [InlineData("--listen", "0.0.0.0", "give it a certificate and a token")]
    [InlineData("--listen", "nowhere", "--listen nowhere is not an address")]
    [InlineData("--certificate", "missing.pem", "--certificate missing.pem cannot be used")]
    public void A_page_that_cannot_be_served_is_refused(string option, string value, string expected)
    {
        var result = _home.Run("web", option, value);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Error);
    }

    private static string Root(string url) => url[..url.IndexOf("/#", StringComparison.Ordinal)];
}

using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using JsiGan.Web.Pages;
using JsiGan.Web.Tests.Servers;

namespace JsiGan.Web.Tests.Http;

/// <summary>Requests that are wrong, hostile or unlucky.</summary>
public sealed class PageServerTests : IAsyncLifetime
{
    private readonly HttpClient _client = new();
    private PageHome _home = null!;

    public async Task InitializeAsync() => _home = await PageHome.OpenAsync();

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _home.DisposeAsync();
    }

    [Fact]
    public async Task A_taken_port_is_replaced_by_the_next_free_one()
    {
        await using var second = await PageServer.StartAsync(_home.Address, new PageOptions { Port = _home.Port }, TimeProvider.System);
        Assert.NotEqual(_home.Port, second.Port);
        Assert.Equal(HttpStatusCode.OK, (await _client.GetAsync($"{second.Url}/api/runs")).StatusCode);
    }

    [Theory]
    [InlineData("api/runs/9", HttpStatusCode.NotFound, "The database has no run 9.")]
    [InlineData("api/runs/9/log", HttpStatusCode.NotFound, "The database has no run 9.")]
    [InlineData("api/series?runs=1&metrics=a&points=3000", HttpStatusCode.BadRequest, "points=3000 is not a number from 1 to 2000.")]
    [InlineData("api/series?runs=x&metrics=a", HttpStatusCode.BadRequest, "'x' is not the number of a run.")]
    [InlineData("api/live?runs=1;2", HttpStatusCode.BadRequest, "'1;2' is not the number of a run.")]
    [InlineData("api/runs/1/images/1/nothing.png", HttpStatusCode.BadRequest, "'nothing' is not one of input, truth, prediction.")]
    [InlineData("api/runs/1/images/1/truth.png", HttpStatusCode.NotFound, "The run has no such image of crop 1 at step 0.")]
    public async Task A_wrong_request_is_answered_with_one_sentence(string path, HttpStatusCode status, string error)
    {
        using var answer = await _client.GetAsync($"{_home.Url}/{path}");
        Assert.Equal(status, answer.StatusCode);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(error, body.RootElement.GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_huge_query_is_refused()
    {
        var runs = string.Join(',', Enumerable.Range(1, 51));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync($"api/series?runs={runs}&metrics=a"));
        var metrics = string.Join(',', Enumerable.Repeat("a", 65));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync($"api/series?runs=1&metrics={metrics}"));
        Assert.Equal(HttpStatusCode.RequestUriTooLong, await StatusAsync($"api/series?runs=1&metrics={new string('a', 20_000)}"));
    }

    [Theory]
    [InlineData("/../JsiGan.Web.dll")]
    [InlineData("/%2e%2e/JsiGan.Web.dll")]
    [InlineData("/..%2fJsiGan.Web.dll")]
    [InlineData("/js/..%5c..%5cJsiGan.Web.dll")]
    [InlineData("//etc/passwd")]
    public async Task Files_outside_the_page_are_not_served(string path) => Assert.Matches(
        "^HTTP/1.1 (400|404) ", await RawAsync($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"));

    [Fact]
    public async Task A_name_of_another_site_that_resolves_to_this_machine_is_refused() => Assert.StartsWith(
        "HTTP/1.1 403", await RawAsync("GET /api/runs HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"));

    [Fact]
    public async Task Nothing_but_reading_is_possible()
    {
        using var answer = await _client.PostAsync($"{_home.Url}/api/runs", new StringContent("{}"));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    [Fact]
    public async Task Every_answer_forbids_foreign_code()
    {
        foreach (var path in (string[])["", "js/main.js", "api/runs", "nowhere"])
        {
            using var answer = await _client.GetAsync($"{_home.Url}/{path}");
            var policy = string.Join(' ', answer.Headers.GetValues("Content-Security-Policy"));
            Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy);
            Assert.DoesNotContain("unsafe", policy);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        }
    }

    [Fact]
    public async Task The_log_is_the_end_of_the_file_in_the_runs_folder()
    {
        var run = await _home.AddRunAsync("film");
        using var folder = new TestFolder();
        File.WriteAllText(folder.File("jsigan.log"), string.Concat(Enumerable.Range(0, 100_000).Select(line => $"line {line}\n")));
        await _home.ExecuteAsync($"UPDATE jsigan.runs SET folder = '{folder.Path}' WHERE run_id = {run}");
        using var body = JsonDocument.Parse(await _client.GetStringAsync($"{_home.Url}/api/runs/{run}/log"));
        var text = body.RootElement.GetProperty("text").GetString()!;
        Assert.InRange(text.Length, 200_000, 262_144);
        Assert.Matches("^line \\d+\n", text);
        Assert.EndsWith("line 99999\n", text);
    }

    private async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var answer = await _client.GetAsync($"{_home.Url}/{path}");
        return answer.StatusCode;
    }

    // HttpClient would tidy up the path.
    private async Task<string> RawAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _home.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}

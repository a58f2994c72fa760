using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using JsiGan.Web.Pages;
using JsiGan.Web.Tests.Servers;

namespace JsiGan.Web.Tests.Http;

/// <summary>Beyond this machine the page is served with TLS and to those with the token.</summary>
public sealed class PageAccessTests : IAsyncLifetime
{
    private const string Token = "correct horse battery staple";

    private PageHome _home = null!;

    public async Task InitializeAsync() => _home = await PageHome.OpenAsync();

    public async Task DisposeAsync() => await _home.DisposeAsync();

    [Fact]
    public async Task Other_addresses_need_a_certificate_and_a_token()
    {
        using var certificate = Certificate();
        PageOptions open = new() { Address = IPAddress.Any, Port = 0 };
        foreach (var options in (PageOptions[])[open, open with { Token = Token }, open with { Certificate = certificate }])
        {
            var refused = await Assert.ThrowsAsync<UsageException>(
                () => PageServer.StartAsync(_home.Address, options, TimeProvider.System));
            Assert.Contains("give it a certificate and a token", refused.Message);
        }
    }

    [Fact]
    public async Task A_reader_with_the_token_gets_a_cookie_and_others_get_nothing()
    {
        using var certificate = Certificate();
        await using var page = await PageServer.StartAsync(
            _home.Address, new PageOptions { Address = IPAddress.Any, Port = 0, Certificate = certificate, Token = Token },
            TimeProvider.System);
        var url = $"https://127.0.0.1:{page.Port}";
        using var client = Client();
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(url)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync($"{url}/?token=wrong")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync($"{url}/js/main.js")).StatusCode);

        using var taken = await client.GetAsync($"{url}/?token={Uri.EscapeDataString(Token)}");
        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        var cookie = Assert.Single(taken.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie);
        Assert.Contains("secure", cookie);
        Assert.Contains("samesite=strict", cookie);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"{url}/api/runs")).StatusCode);
    }

    [Fact]
    public async Task Programs_present_the_token_as_a_bearer()
    {
        await using var page = await PageServer.StartAsync(
            _home.Address, new PageOptions { Port = 0, Token = Token }, TimeProvider.System);
        using var client = Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"{page.Url}/api/runs")).StatusCode);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token + "x");
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync($"{page.Url}/api/runs")).StatusCode);
    }

    private static HttpClient Client() => new(new HttpClientHandler
    {
        AllowAutoRedirect = false,
        ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
    });

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var made = new CertificateRequest("CN=page", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}

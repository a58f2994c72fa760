using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace JsiGan.Web.Pages;

/// <summary>
/// Who may read: on loopback every process of this machine, but no page of another site that has a name of its own resolve to loopback;
/// elsewhere whoever presents the token, as a bearer or once as ?token=, which becomes a cookie.
/// </summary>
internal sealed class PageAccess(PageOptions options)
{
    private const string Cookie = "jsigan-token";
    private const string Bearer = "Bearer ";

    // uPlot and the page set positions through the DOM, which style-src does not concern.
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly string[] LocalNames = ["localhost", "127.0.0.1", "[::1]"];

    private readonly byte[]? _expected = options.Token is { } token ? Digest(token) : null;

    public Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        var (request, response) = (context.Request, context.Response);
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.CacheControl = "no-cache";
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
            return RefuseAsync(response, StatusCodes.Status405MethodNotAllowed, "The page is only read: GET.");

        if (IPAddress.IsLoopback(options.Address) && options.Token is null && !LocalNames.Contains(request.Host.Host))
            return RefuseAsync(response, StatusCodes.Status403Forbidden, "The page answers to localhost and 127.0.0.1 only.");

        if (_expected is null)
            return next(context);

        if (request.Query["token"] is [{ } offered] && Matches(offered))
            return RememberAsync(context, offered);

        return Matches(Presented(request))
            ? next(context)
            : RefuseAsync(response, StatusCodes.Status401Unauthorized, "Open the page with its token: /?token=TOKEN.");
    }

    private static string Presented(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith(Bearer, StringComparison.Ordinal)
            ? header[Bearer.Length..]
            : request.Cookies[Cookie] ?? "";

    private static Task RememberAsync(HttpContext context, string token)
    {
        context.Response.Cookies.Append(Cookie, token, new CookieOptions
        {
            HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Strict, Path = "/",
        });
        // The token leaves the address bar, and with it the history.
        context.Response.Redirect("/");
        return Task.CompletedTask;
    }

    private static Task RefuseAsync(HttpResponse response, int status, string reason)
    {
        response.StatusCode = status;
        return response.WriteAsync(reason);
    }

    private bool Matches(string offered) => CryptographicOperations.FixedTimeEquals(Digest(offered), _expected);

    private static byte[] Digest(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}

using Microsoft.AspNetCore.Http;

namespace JsiGan.Web.Pages;

/// <summary>What went wrong, as the page shows it.</summary>
/// <param name="Error">One sentence.</param>
internal sealed record PageFault(string Error);

/// <summary>Answers a wrong request with 400, and 503 while the database does not answer; the page asks again.</summary>
internal static class PageFaults
{
    public static async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (UsageException wrong) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, StatusCodes.Status400BadRequest, wrong.Message).ConfigureAwait(false);
        }
        catch (FailureException away) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, StatusCodes.Status503ServiceUnavailable, away.Message).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The reader is gone.
        }
    }

    private static Task AnswerAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new PageFault(message), PageJson.Options, context.RequestAborted);
    }
}

using JsiGan.Storage.Checkpoints;
using JsiGan.Storage.Overview;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace JsiGan.Web.Pages;

/// <summary>Runs, their workers, generations, events, checkpoints, recipe and log; sweeps.</summary>
internal static class RunRoutes
{
    private const int MostRuns = 1000;
    private const int MostRows = 500;
    private const int MostTrials = 1000;

    public static void Map(RouteGroupBuilder api, RunOverview overview, CheckpointStore checkpoints, Func<string, string> logOf)
    {
        api.MapGet("/runs", async (CancellationToken token) => TypedResults.Ok(await overview.RunsAsync(MostRuns, token)));
        api.MapGet("/runs/{run:long}", (long run, CancellationToken token) => DescribeAsync(overview, run, token));
        api.MapGet("/runs/{run:long}/workers", (long run, CancellationToken token) => WorkersAsync(overview, run, token));
        api.MapGet("/runs/{run:long}/generations", async (long run, CancellationToken token) =>
            TypedResults.Ok(await overview.GenerationsAsync(run, MostRows, token)));
        api.MapGet("/runs/{run:long}/events", async (long run, long? before, CancellationToken token) =>
            TypedResults.Ok(await overview.EventsAsync(run, before ?? long.MaxValue, MostRows, token)));
        api.MapGet("/runs/{run:long}/checkpoints", async (long run, CancellationToken token) =>
            TypedResults.Ok((await checkpoints.ListAsync(run, token)).Take(MostRows).Select(CheckpointView.Of)));
        api.MapGet("/runs/{run:long}/log", (long run, CancellationToken token) => LogAsync(overview, run, logOf, token));
        api.MapGet("/sweeps", async (CancellationToken token) => TypedResults.Ok(await overview.TrialsAsync(MostTrials, token)));
    }

    private static async Task<Results<Ok<RunView>, NotFound<PageFault>>> DescribeAsync(
        RunOverview overview, long run, CancellationToken token)
    {
        var (summary, made, metrics) = (
            overview.RunAsync(run, token), overview.RecipeAsync(run, token), overview.MetricsAsync(run, token));
        await Task.WhenAll(summary, made, metrics);
        return await summary is { } row && await made is var (recipe, _)
            ? TypedResults.Ok(new RunView(row, recipe, await metrics))
            : Unknown(run);
    }

    private static async Task<Ok<IEnumerable<WorkerView>>> WorkersAsync(RunOverview overview, long run, CancellationToken token)
    {
        var newest = (await overview.GenerationsAsync(run, 1, token)).FirstOrDefault();
        var seconds = (await overview.SecondsAsync(run, token)).ToLookup(each => each.Rank);
        var ranks = newest?.Roster.Index().Select(each => (Rank: each.Index, Name: each.Item)) ?? [];
        return TypedResults.Ok(ranks.Select(each => new WorkerView(
            each.Rank, each.Name, seconds[each.Rank].ToDictionary(part => part.Part, part => part.Seconds))));
    }

    private static async Task<Results<Ok<LogView>, NotFound<PageFault>>> LogAsync(
        RunOverview overview, long run, Func<string, string> logOf, CancellationToken token)
    {
        if (await overview.RecipeAsync(run, token) is not { } made)
            return Unknown(run);

        var path = made.Folder.Length > 0 ? logOf(made.Folder) : "";
        return File.Exists(path)
            ? TypedResults.Ok(new LogView(await LogTail.ReadAsync(path, token)))
            : TypedResults.NotFound(new PageFault("The log is in the run's folder, on the machine that trains or trained it."));
    }

    private static NotFound<PageFault> Unknown(long run) => TypedResults.NotFound(new PageFault($"The database has no run {run}."));
}

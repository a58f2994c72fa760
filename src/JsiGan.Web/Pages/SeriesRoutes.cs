using JsiGan.Storage.Metrics;
using JsiGan.Storage.Overview;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace JsiGan.Web.Pages;

/// <summary>Curves: a bounded number of points, each with mean, minimum and maximum of the steps that it spans.</summary>
internal static class SeriesRoutes
{
    private const int MostMetrics = 64;
    private const int MostPoints = 2000;
    private const int StandardPoints = 500;
    private const int LongestName = 200;

    public static void Map(RouteGroupBuilder api, RunOverview overview) => api.MapGet(
        "/series", (string runs, string metrics, long? first, long? last, int? points, CancellationToken token) =>
            ReadAsync(overview, runs, metrics, (first, last), points ?? StandardPoints, token));

    private static async Task<Ok<IReadOnlyList<SeriesView>>> ReadAsync(
        RunOverview overview, string runs, string metrics, (long? First, long? Last) range, int points, CancellationToken token)
    {
        var (ids, names) = (RunList.Parse(runs), metrics.Split(',', StringSplitOptions.RemoveEmptyEntries));
        if (names.Length > MostMetrics || names.Any(name => name.Length > LongestName))
            throw new UsageException($"{names.Length} metrics were asked for at once; at most {MostMetrics} are read.");

        if (points is < 1 or > MostPoints)
            throw new UsageException($"points={points} is not a number from 1 to {MostPoints}.");

        var (first, last) = (range.First ?? 0, range.Last ?? await overview.NewestStepAsync(ids, token));
        var found = (await overview.PointsAsync(ids, names, first, Math.Max(first, last), points, token))
            .ToLookup(point => point.Metric);
        return TypedResults.Ok<IReadOnlyList<SeriesView>>([.. names.Select(name => View(name, found[name]))]);
    }

    private static SeriesView View(string metric, IEnumerable<ChartPoint> found) => new(
        metric,
        [.. found.GroupBy(point => point.Run).Select(of => new RunSeries(
            of.Key,
            [.. of.Select(point => point.FirstStep)],
            [.. of.Select(point => point.Mean)],
            [.. of.Select(point => point.Least)],
            [.. of.Select(point => point.Most)]))]);
}

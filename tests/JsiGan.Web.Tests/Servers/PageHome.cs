using System.Globalization;
using JsiGan.Storage;
using JsiGan.Storage.Images;
using JsiGan.Storage.Metrics;
using JsiGan.Storage.Runs;
using JsiGan.Testing.Servers;
using JsiGan.Web.Pages;
using Npgsql;

namespace JsiGan.Web.Tests.Servers;

/// <summary>Runs in a database, and a page of them.</summary>
internal sealed class PageHome : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private readonly IAsyncDisposable _owned;
    private readonly string _connectionString;
    private PageServer? _page;

    private PageHome(string connectionString, IAsyncDisposable owned, Database database)
    {
        (_connectionString, _owned, Database) = (connectionString, owned, database);
        File.WriteAllText(_folder.File("jsigan.log"), "the first line\n");
    }

    public string Url => _page!.Url;

    public int Port => _page!.Port;

    public DatabaseAddress Address => DatabaseAddress.Parse(_connectionString);

    public Database Database { get; }

    /// <summary>A page of an empty database.</summary>
    public static async Task<PageHome> OpenAsync()
    {
        var (test, database) = await TestDatabase.OpenAsync();
        return await OpenAsync(test.ConnectionString, test, database);
    }

    /// <summary>A page of a server that the test stops, disposed with it.</summary>
    public static async Task<PageHome> OpenAsync(OwnServer server) => await OpenAsync(
        server.Server.ConnectionString, server, await Database.OpenAsync(server.Address, TimeProvider.System));

    public async Task StartPageAsync(int port = 0) =>
        _page = await PageServer.StartAsync(Address, new PageOptions { Port = port }, TimeProvider.System);

    public async Task StopPageAsync()
    {
        await _page!.DisposeAsync();
        _page = null;
    }

    /// <summary>Waits until the database answers again, on all connections of this process.</summary>
    public async Task WaitForDatabaseAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            try
            {
                await Database.PingAsync(deadline.Token);
                return;
            }
            catch (FailureException)
            {
                // A connection of before; the pool drops it.
                deadline.Token.ThrowIfCancellationRequested();
            }
        }
    }

    public async Task<long> AddRunAsync(string name, long steps = 1000) => (await new RunStore(Database).CreateAsync(
        new NewRun(name, "tiny", "name: tiny\n", new string('0', 64), steps, _folder.Path, "/", "{}"))).Id;

    public Task<MetricWriter> OpenMetricsAsync(long run) => MetricWriter.OpenAsync(
        Database, run, new MetricOptions { SpoolFolder = _folder.File(run.ToString(CultureInfo.InvariantCulture)) });

    /// <summary>Steps 1 to <paramref name="steps"/> of the metrics that every run has.</summary>
    public async Task MeasureAsync(long run, int steps, Func<int, double> loss)
    {
        await using var writer = await OpenMetricsAsync(run);
        for (var step = 1; step <= steps; step++)
            Add(writer, step, loss(step));
    }

    public static void Add(MetricWriter writer, long step, double loss)
    {
        writer.Add(new StepMetric("learning-rate", step, 0, 1e-4));
        writer.Add(new StepMetric("loss/rec", step, 0, loss));
        writer.Add(new StepMetric("time/data", step, 0, 0.01));
        writer.Add(new StepMetric("time/forward", step, 0, 0.2));
    }

    /// <summary>Input, truth and predictions at some steps, each of one colour.</summary>
    public Task AddImagesAsync(long run, ushort[] truth, params (long Step, ushort[] Codes)[] predictions) =>
        new ImageStore(Database).SaveAsync(
            run,
            [
                Plain(new ImageEntry(1, ImageKind.Input, 0, 0, 0, 16, 12), [126, 128, 128]),
                Plain(new ImageEntry(1, ImageKind.Truth, 0, 0, 0, 32, 24), truth),
                .. predictions.Select((each, epoch) => Plain(
                    new ImageEntry(1, ImageKind.Prediction, each.Step, 1, epoch + 1, 32, 24), each.Codes)),
            ]);

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_page is not null)
            await _page.DisposeAsync();

        await Database.DisposeAsync();
        await _owned.DisposeAsync();
        _folder.Dispose();
    }

    private static async Task<PageHome> OpenAsync(string connectionString, IAsyncDisposable owned, Database database)
    {
        var home = new PageHome(connectionString, owned, database);
        await home.StartPageAsync();
        return home;
    }

    private static StoredImage Plain(ImageEntry entry, ushort[] colour) =>
        new(entry, [.. colour.SelectMany(code => Enumerable.Repeat(code, entry.Width * entry.Height))]);
}

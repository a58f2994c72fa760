using System.Net;
using JsiGan.Storage;
using JsiGan.Storage.Overview;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace JsiGan.Web.Pages;

/// <summary>Serves the page of all runs in a database until it is disposed. It only reads; all state is in the database.</summary>
public sealed class PageServer : IAsyncDisposable
{
    private const int PortsTried = 20;
    private static readonly TimeSpan QueryTimeout = TimeSpan.FromSeconds(10);

    private readonly WebApplication _server;
    private readonly LiveFeed _feed;
    private readonly Database _database;

    private PageServer(WebApplication server, LiveFeed feed, Database database) => (_server, _feed, _database) = (server, feed, database);

    /// <summary>The page's address, such as http://127.0.0.1:8470.</summary>
    public string Url => _server.Urls.First();

    /// <summary>The port.</summary>
    public int Port => new Uri(Url).Port;

    /// <param name="address">A database whose schema is up to date.</param>
    /// <param name="options">Where it listens, and who may read it.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="UsageException">The page would be readable by everybody, or the address is not one of this machine.</exception>
    /// <exception cref="FailureException">No port can be had.</exception>
    public static async Task<PageServer> StartAsync(DatabaseAddress address, PageOptions options, TimeProvider time)
    {
        options.Require();
        var database = Database.OpenReadOnly(address, time, QueryTimeout);
        var feed = new LiveFeed(new RunOverview(database), new ChangeListener(database), time);
        foreach (var port in Ports(options.Port))
        {
            var server = Build(options, port, database, feed);
            try
            {
                await server.StartAsync().ConfigureAwait(false);
                feed.Start();
                return new PageServer(server, feed, database);
            }
            catch (IOException) when (port != 0)
            {
                // Another program listens on it.
                await server.DisposeAsync().ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is IOException or System.Net.Sockets.SocketException or InvalidOperationException)
            {
                await server.DisposeAsync().ConfigureAwait(false);
                throw new UsageException(
                    $"The page cannot be served on {options.Address} ({fault.Message.TrimEnd('.')}); name an address of this machine.",
                    fault);
            }
        }

        throw new InvalidOperationException("Port 0 was not tried.");
    }

    /// <summary>Ends open pages' connections and the server.</summary>
    public async ValueTask DisposeAsync()
    {
        await _feed.DisposeAsync().ConfigureAwait(false);
        await _server.DisposeAsync().ConfigureAwait(false);
        await _database.DisposeAsync().ConfigureAwait(false);
    }

    private static IEnumerable<int> Ports(int first) =>
        first == 0 ? [0] : Enumerable.Range(first, PortsTried + 1).Where(port => port <= IPEndPoint.MaxPort).Append(0);

    private static WebApplication Build(PageOptions options, int port, Database database, LiveFeed feed)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(options.Address, port, listen =>
            {
                if (options.Certificate is { } certificate)
                    listen.UseHttps(certificate);
            });
        });
        if (options.Certificate is not null)
            builder.WebHost.UseKestrelHttpsConfiguration();

        builder.Services.AddRoutingCore().AddSingleton<IHostLifetime, EndpointLifetime>();
        builder.Services.ConfigureHttpJsonOptions(json => PageJson.Apply(json.SerializerOptions));
        var server = builder.Build();
        server.Use(new PageAccess(options).HandleAsync);
        server.Use(PageFaults.HandleAsync);
        server.UseRouting();
        var files = new PhysicalFileProvider(Path.Combine(AppContext.BaseDirectory, "page"));
        server.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        server.UseStaticFiles(new StaticFileOptions { FileProvider = files });
        var overview = new RunOverview(database);
        var api = server.MapGroup("/api");
        RunRoutes.Map(api, overview, new(database), options.LogOf);
        SeriesRoutes.Map(api, overview);
        ImageRoutes.Map(api, new(database));
        api.MapGet("/live", feed.Answer);
        return server;
    }
}

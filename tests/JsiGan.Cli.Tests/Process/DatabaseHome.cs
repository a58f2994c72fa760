using JsiGan.Storage.Embedded;
using JsiGan.Testing;

namespace JsiGan.Cli.Tests.Process;

/// <summary>A jsigan with a private database of its own, and the tiny recipe.</summary>
internal sealed class DatabaseHome : IDisposable
{
    private readonly TinyRun _run = new();
    private readonly TestFolder _home = new();

    public DatabaseHome()
    {
        // The server's user is not root, and needs access.
        System.IO.File.SetUnixFileMode(_home.Path, System.IO.File.GetUnixFileMode(_home.Path) | UnixFileMode.GroupExecute
            | UnixFileMode.OtherExecute);
        Environment = new Dictionary<string, string?> { ["JSIGAN_DATABASE"] = null, ["JSIGAN_HOME"] = _home.Path };
    }

    public IReadOnlyDictionary<string, string?> Environment { get; }

    public string Path => _run.Path;

    /// <summary>Opens the database, which runs until the result is disposed.</summary>
    public async Task<EmbeddedServer> OpenAsync() =>
        await EmbeddedServer.OpenAsync(new ServerFolder(_home.File("postgres")), TimeProvider.System);

    public string PostmasterPid => _home.File("postgres/data/postmaster.pid");

    public string File(string name) => _run.File(name);

    public CliResult Run(params string[] arguments) => Cli.Run(Path, Environment, arguments);

    /// <summary>Starts a command that does not train.</summary>
    public Cli StartPlain(params string[] arguments) => Cli.Start(Path, Environment, arguments);

    public Cli Start(params string[] arguments) => Cli.StartTraining(Path, Environment, arguments);

    /// <summary>Weights and moments of a run, byte for byte.</summary>
    public IReadOnlyList<string> Weights(string run) => WeightsOf(File(run));

    public static IReadOnlyList<string> WeightsOf(string folder) =>
    [
        .. Directory.EnumerateFiles(System.IO.Path.Combine(folder, "checkpoint"), "*.safetensors").Order(StringComparer.Ordinal)
            .Select(file =>
            $"{System.IO.Path.GetFileName(file)} "
                + $"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.IO.File.ReadAllBytes(file)))}"),
    ];

    public void Dispose()
    {
        _run.Dispose();
        // A killed jsigan's server may still be stopping.
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (System.IO.File.Exists(PostmasterPid) && !deadline.IsCancellationRequested)
            Thread.Sleep(20);

        _home.Dispose();
    }
}

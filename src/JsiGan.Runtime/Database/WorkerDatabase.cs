using System.Globalization;
using JsiGan.Runtime.Checkpoints;
using JsiGan.Runtime.Files;
using JsiGan.Storage;
using JsiGan.Storage.Checkpoints;
using JsiGan.Training.Recipes;

namespace JsiGan.Runtime.Database;

/// <summary>Passes the run's database to worker processes by their environment, which other users cannot read.</summary>
public static class WorkerDatabase
{
    private const string RunVariable = "JSIGAN_RUN";

    internal static IReadOnlyDictionary<string, string> Environment(string connectionString, long run) => new Dictionary<string, string>
    {
        [DatabaseAddress.Variable] = connectionString,
        [RunVariable] = run.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The checkpoints of the run: in the database that the environment names, or else in the folder.</summary>
    /// <returns>The checkpoints, and an object to dispose when the worker ends.</returns>
    public static async Task<(ICheckpoints Checkpoints, IAsyncDisposable? Owned)> OpenAsync(Recipe recipe, RunFolder folder,
        TimeProvider time)
    {
        if (System.Environment.GetEnvironmentVariable(RunVariable) is not { Length: > 0 } run)
            return (new FolderCheckpoints(folder.Checkpoint), null);

        var session = await DatabaseSession.OpenAsync(null, time);
        var checkpoints = new DatabaseCheckpoints(
            session.Database, long.Parse(run, CultureInfo.InvariantCulture), recipe, folder, new Retention())
        { Note = Console.Error.WriteLine };
        return (checkpoints, new Both(checkpoints, session));
    }

    private sealed class Both(IAsyncDisposable first, IAsyncDisposable second) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            try
            {
                await first.DisposeAsync();
            }
            finally
            {
                await second.DisposeAsync();
            }
        }
    }
}

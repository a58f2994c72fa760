using System.Diagnostics;

namespace JsiGan.Storage.Embedded;

/// <summary>Runs PostgreSQL's programs, as the server's user and without the caller's PG* variables and working folder.</summary>
/// <param name="user">The user to run as; null for the caller's own.</param>
internal sealed class ServerCommand(ServerUser? user)
{
    /// <summary>Runs to the end.</summary>
    /// <param name="what">The purpose, for messages.</param>
    /// <exception cref="FailureException">Its exit code was not 0; the message has its last lines.</exception>
    public async Task RunAsync(string what, string program, params string[] arguments)
    {
        var (code, output) = await TryRunAsync(program, arguments);
        if (code != 0)
        {
            throw new FailureException($"{what} failed: {Path.GetFileName(program)} ended with exit code {code} where 0 was expected "
                + $"({LastLines(output)}).");
        }
    }

    /// <summary>Runs to the end; returns the exit code and the output.</summary>
    public async Task<(int Code, string Output)> TryRunAsync(string program, params string[] arguments)
    {
        using var process = Start(user is null ? program : "setpriv", user is null ? arguments : [.. user.Prefix, program, .. arguments]);
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await error);
    }

    /// <summary>The last lines of a text on one line.</summary>
    public static string LastLines(string text) =>
        string.Join("; ", text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(3))
            .TrimEnd('.');

    private static Process Start(string program, IEnumerable<string> arguments)
    {
        // The server's user may lack access to the caller's folder; initdb and pg_ctl complain about that.
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = "/",
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);

        start.Environment["LC_ALL"] = "C";
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }
}

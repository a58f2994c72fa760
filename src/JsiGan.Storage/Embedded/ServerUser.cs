using JsiGan.Core.Processes;

namespace JsiGan.Storage.Embedded;

/// <summary>The user that the server runs as when jsigan runs as root, which PostgreSQL refuses to.</summary>
/// <param name="Name">Its name, such as postgres.</param>
/// <param name="Id">Its user id.</param>
/// <param name="Group">Its group id.</param>
internal sealed record ServerUser(string Name, string Id, string Group)
{
    /// <summary>Names another user than Debian's postgres.</summary>
    public const string Variable = "JSIGAN_POSTGRES_USER";

    /// <summary>Arguments of setpriv before the program.</summary>
    public IReadOnlyList<string> Prefix => [$"--reuid={Id}", $"--regid={Group}", "--init-groups", "--"];

    /// <summary>The user; null if jsigan is not root and runs the server as itself.</summary>
    /// <exception cref="FailureException">jsigan is root and there is no such user.</exception>
    public static ServerUser? Find()
    {
        if (!Environment.IsPrivilegedProcess)
            return null;

        var name = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : "postgres";
        var id = InstalledProgram.Output("id", "-u", name)?.Trim();
        return id is not (null or "0")
            ? new ServerUser(name, id, InstalledProgram.Output("id", "-g", name)!.Trim())
            : throw new FailureException($"jsigan runs as root, which PostgreSQL refuses, and the user {name} "
                + $"{(id is null ? "does not exist" : "is root too")}; install Debian's package postgresql, which makes the user postgres, "
                + $"or name another user in {Variable}.");
    }
}

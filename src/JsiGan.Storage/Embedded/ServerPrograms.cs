using System.Globalization;
using System.Text.RegularExpressions;
using JsiGan.Core.Processes;

namespace JsiGan.Storage.Embedded;

/// <summary>One installed PostgreSQL: the folder of its programs and its major version.</summary>
/// <param name="Folder">Holds initdb, pg_ctl, postgres.</param>
/// <param name="Major">13 to 18.</param>
public sealed partial record ServerPrograms(string Folder, int Major)
{
    /// <summary>Oldest supported major version.</summary>
    public const int Oldest = 13;

    /// <summary>Newest supported major version.</summary>
    public const int Newest = 18;

    private const string DebianFolder = "/usr/lib/postgresql";

    public string InitDb => Path.Combine(Folder, "initdb");

    public string Ctl => Path.Combine(Folder, "pg_ctl");

    public string Psql => Path.Combine(Folder, "psql");

    /// <summary>Looks in Debian's folders, where pg_config points, and on the PATH.</summary>
    /// <param name="major">The version of an existing data folder; null for the newest.</param>
    /// <exception cref="FailureException">None is installed, or none of that version.</exception>
    public static ServerPrograms Find(int? major = null) => Choose(Installed(), major);

    /// <summary>The newest supported version, or the one of the data folder.</summary>
    public static ServerPrograms Choose(IReadOnlyList<ServerPrograms> installed, int? major)
    {
        var versions = installed.Count == 0 ? "none" : string.Join(", ", installed.Select(found => found.Major).Distinct().Order());
        if (major is { } wanted)
        {
            return installed.FirstOrDefault(found => found.Major == wanted)
                ?? throw new FailureException($"The data folder was created by PostgreSQL {wanted}, but the installed versions are "
                    + $"{versions}; install postgresql-{wanted}, or move the data with pg_upgrade.");
        }

        return installed.Where(found => found.Major is >= Oldest and <= Newest).MaxBy(found => found.Major)
            ?? throw new FailureException($"No PostgreSQL server of version {Oldest} to {Newest} is installed (found: {versions}); install "
                + "Debian's package postgresql, or name a server by --database \"Host=...;Username=...;Database=...\".");
    }

    private static List<ServerPrograms> Installed() =>
        [.. Folders().Distinct().Where(IsWhole).Select(Identify).OfType<ServerPrograms>()];

    private static IEnumerable<string> Folders()
    {
        if (Directory.Exists(DebianFolder))
        {
            foreach (var version in Directory.EnumerateDirectories(DebianFolder))
                yield return Path.Combine(version, "bin");
        }

        if (InstalledProgram.Output("pg_config", "--bindir") is { } configured)
            yield return configured.Trim();

        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
            yield return folder;
    }

    private static bool IsWhole(string folder) =>
        ((string[])["initdb", "pg_ctl", "postgres"]).All(program => File.Exists(Path.Combine(folder, program)));

    private static ServerPrograms? Identify(string folder)
    {
        var answer = InstalledProgram.Output(Path.Combine(folder, "postgres"), "--version");
        var match = answer is null ? null : VersionNumber().Match(answer);
        return match is { Success: true } ? new(folder, int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)) : null;
    }

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)")]
    private static partial Regex VersionNumber();
}

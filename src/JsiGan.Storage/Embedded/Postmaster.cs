using System.Globalization;
using JsiGan.Core.Processes;

namespace JsiGan.Storage.Embedded;

/// <summary>A cluster's postmaster.pid, and whether it is current.</summary>
/// <param name="ProcessId">First line.</param>
/// <param name="IsReady">Eighth line: whether the server answers.</param>
internal sealed record Postmaster(int ProcessId, bool IsReady)
{
    private const int StatusLine = 7;

    /// <summary>The file's content; null if there is none yet.</summary>
    public static Postmaster? Read(ServerFolder folder)
    {
        try
        {
            var lines = File.ReadAllLines(folder.PidFile);
            return lines.Length > 0 && int.TryParse(lines[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id)
                ? new Postmaster(Math.Abs(id), lines.Length > StatusLine && lines[StatusLine].Trim() == "ready")
                : null;
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Whether the process exists and works in this cluster: process ids are reused.</summary>
    public bool Lives(ServerFolder folder) => LivesIn(Real(folder.Data));

    /// <summary>The same, for a path whose links are resolved.</summary>
    public bool LivesIn(string realData) => WorksIn(ProcessId, realData);

    /// <summary>Whether any process works in the cluster, such as a backend of a killed postmaster.</summary>
    public static bool AnyoneWorksIn(ServerFolder folder)
    {
        var data = Real(folder.Data);
        return Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
            .Any(name => int.TryParse(name, CultureInfo.InvariantCulture, out var id) && WorksIn(id, data));
    }

    private static bool WorksIn(int process, string realData)
    {
        try
        {
            // A zombie has no working folder.
            return new DirectoryInfo($"/proc/{process}/cwd").ResolveLinkTarget(returnFinalTarget: false)?.FullName == realData;
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The path with every link resolved, as /proc shows it.</summary>
    public static string Real(string path) =>
        InstalledProgram.Output("realpath", path)?.TrimEnd('\n') ?? path;
}

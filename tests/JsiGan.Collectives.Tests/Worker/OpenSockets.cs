namespace JsiGan.Collectives.Tests.Worker;

/// <summary>The TCP sockets that a process holds. The runtime's own (diagnostics) are Unix sockets.</summary>
internal static class OpenSockets
{
    private const string Prefix = "socket:[";
    private const int InodeColumn = 9;

    /// <summary>Their inode numbers; <paramref name="process"/> is a process id or <c>self</c>.</summary>
    public static IReadOnlyCollection<string> Of(string process)
    {
        var held = Directory.GetFiles($"/proc/{process}/fd")
            .Select(fd => new FileInfo(fd).LinkTarget ?? "")
            .Where(target => target.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(target => target[Prefix.Length..^1])
            .ToHashSet();
        held.IntersectWith(File.ReadLines($"/proc/{process}/net/tcp").Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[InodeColumn]));
        return held;
    }
}

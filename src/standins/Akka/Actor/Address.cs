using System.Globalization;

namespace Akka.Actor;

/// <summary>Where an actor system is reached: protocol://system@host:port, or protocol://system for one that is not.</summary>
public sealed record Address(string Protocol, string System, string? Host = null, int? Port = null)
{
    public bool HasGlobalScope => Host is not null;

    public static Address Parse(string address)
    {
        var parts = address.Split("://", 2);
        if (parts.Length != 2 || parts[1].Length == 0)
            throw new UriFormatException($"'{address}' is no address: expected protocol://system@host:port.");
        var at = parts[1].IndexOf('@');
        if (at < 0)
            return new Address(parts[0], parts[1]);
        var colon = parts[1].LastIndexOf(':');
        var port = int.Parse(parts[1].AsSpan(colon + 1), CultureInfo.InvariantCulture);
        return new Address(parts[0], parts[1][..at], parts[1][(at + 1)..colon], port);
    }

    public override string ToString() => HasGlobalScope ? $"{Protocol}://{System}@{Host}:{Port}" : $"{Protocol}://{System}";
}

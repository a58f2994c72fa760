using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace JsiGan.Web.Pages;

/// <summary>Where the page listens, and who may read it.</summary>
public sealed record PageOptions
{
    /// <summary>The port that is tried first.</summary>
    public const int StandardPort = 8470;

    /// <summary>The address to listen on. Default: 127.0.0.1.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port; if it is taken, one of the next 20, else any free one. Default: <see cref="StandardPort"/>.</summary>
    public int Port { get; init; } = StandardPort;

    /// <summary>The server's certificate with its private key; null for plain HTTP, on loopback alone.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>What every reader has to present; null for everybody on this machine.</summary>
    public string? Token { get; init; }

    /// <summary>The log of a run's folder.</summary>
    public Func<string, string> LogOf { get; init; } = folder => Path.Combine(folder, "jsigan.log");

    /// <exception cref="UsageException">It would be readable by others without a token or without encryption.</exception>
    internal void Require()
    {
        if (IPAddress.IsLoopback(Address) || (Certificate is not null && Token is not null))
            return;

        throw new UsageException(
            $"The page would be readable on {Address} by everybody who reaches it; give it a certificate and a token, or listen on "
            + $"{IPAddress.Loopback}.");
    }
}

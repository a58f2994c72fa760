using System.Net;
using Akka.Configuration;

namespace Akka.Wire;

/// <summary>The addresses of one machine, the only ones that this stand-in serves.</summary>
internal static class Loopback
{
    /// <exception cref="ConfigurationException">The host is not a loopback address.</exception>
    public static IPAddress Of(string host)
    {
        var address = host == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(host, out var parsed) ? parsed : null;
        return address is not null && IPAddress.IsLoopback(address) ? address : throw new ConfigurationException(
            $"The address {host} is not a loopback address, and this build's stand-in for Akka.NET serves the processes of one machine "
            + "only: for several machines build with the real packages (JSIGAN_PACKAGES=akka=nuget).");
    }
}

using Akka.Actor;

namespace Akka.Wire;

/// <summary>A node's place in the star: the first node is its hub, all others are connected to that alone.</summary>
internal interface IStar : IDisposable
{
    /// <summary>Where newcomers are let in; null while that is not known.</summary>
    Address? HubAddress { get; }

    /// <summary>Sends towards a node; dropped when that is no member.</summary>
    void Send(Address to, Frame frame);

    /// <summary>A node has connected and wants to be let in.</summary>
    Task ServeAsync(Link link, Frame hello);

    /// <summary>Goes of its own accord.</summary>
    Task LeaveAsync();
}

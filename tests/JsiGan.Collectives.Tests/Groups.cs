namespace JsiGan.Collectives.Tests;

/// <summary>The groups that every operation is tested with.</summary>
internal static class Groups
{
    public static readonly Transport[] Transports = [Transport.SharedMemory, Transport.Gloo];

    public static IEnumerable<(Transport Transport, int Size)> All =>
        [(Transport.Auto, 1), .. from transport in Transports from size in new[] { 2, 3, 4 } select (transport, size)];

    public static readonly string[] Operations = ["all-reduce", "broadcast", "barrier"];
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace JsiGan.Benchmarks.Benches.AllReduce;

/// <summary>The throughput of a TCP connection over loopback in one direction, an upper bound for a transport over it.</summary>
public static class LoopbackCopy
{
    private const int Chunk = 1 << 20;

    /// <summary>Bytes per second.</summary>
    public static double Measure(long bytes)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var sender = new TcpClient();
        sender.Connect((IPEndPoint)listener.LocalEndpoint);
        using var receiver = listener.AcceptTcpClient();
        var watch = Stopwatch.StartNew();
        var sending = Task.Run(() =>
        {
            var buffer = new byte[Chunk];
            for (var left = bytes; left > 0; left -= Chunk)
                sender.GetStream().Write(buffer);

            sender.Client.Shutdown(SocketShutdown.Send);
        });
        var taken = new byte[Chunk];
        long total = 0;
        for (int read; (read = receiver.GetStream().Read(taken)) > 0;)
            total += read;

        sending.Wait();
        return total / watch.Elapsed.TotalSeconds;
    }
}

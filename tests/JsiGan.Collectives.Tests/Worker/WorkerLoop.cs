using System.Globalization;
using System.Security.Cryptography;
using JsiGan.Collectives.Distributed;
using JsiGan.Collectives.Mesh;

namespace JsiGan.Collectives.Tests.Worker;

/// <summary>
/// The worker's side of <see cref="WorkerProcess"/>. It prints its rendezvous, reads its peers, connects, and runs operations: <c>repeat
/// OPERATION COUNT MILLISECONDS</c> until they fail, <c>sum COUNT SEED</c> once, <c>broken</c> to wait for the failure, <c>close</c> to
/// dispose and count leftovers.
/// </summary>
internal sealed class WorkerLoop(TextReader input, TextWriter output)
{
    private readonly HashSet<string> _inherited = [.. OpenSockets.Of("self")];
    private ICollective? _collective;

    public async Task<int> RunAsync()
    {
        using var rendezvous = Rendezvous.Open();
        Print($"blob {Convert.ToHexString(rendezvous.Blob)}");
        while (input.ReadLine()?.Split(' ') is { } words)
        {
            switch (words[0])
            {
                case "connect":
                    var options = new CollectiveOptions { Transport = Enum.Parse<Transport>(words[1]) };
                    var blobs = words[3].Split(',').Select(Convert.FromHexString).ToList();
                    _collective = await Collective.ConnectAsync(rendezvous, Number(words[2]), blobs, options);
                    Print("connected");
                    break;
                case "sum":
                    Print($"sum {Sum(Number(words[1]), Number(words[2]))}");
                    break;
                case "repeat":
                    Repeat(words[1], Number(words[2]), TimeSpan.FromMilliseconds(Number(words[3])));
                    break;
                case "broken":
                    Print(await _collective!.Broken);
                    break;
                case "close":
                    _collective?.Dispose();
                    Print($"closed sockets {OpenSockets.Of("self").Except(_inherited).Count()} memory {SharedMappings()}");
                    break;
                default:
                    throw new InvalidOperationException($"the worker does not know '{words[0]}'");
            }
        }

        return 0;
    }

    private static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);

    private static int SharedMappings() =>
        File.ReadLines("/proc/self/maps").Count(line => line.Contains("jsigan-collective", StringComparison.Ordinal));

    private string Sum(int count, int seed)
    {
        var random = new Random(seed + _collective!.Rank);
        var values = new float[count];
        foreach (ref var value in values.AsSpan())
            value = (float)((random.NextDouble() * 2) - 1);

        _collective.AllReduceSum(values.AsSpan(), new Operation("sum", 0, TimeSpan.FromSeconds(30)));
        return Convert.ToHexString(SHA256.HashData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan())));
    }

    // "running" is printed once all ranks are inside, so that a kill hits a later operation of the same kind.
    private void Repeat(string operation, int count, TimeSpan limit)
    {
        var collective = _collective!;
        var values = new float[count];
        try
        {
            for (var step = 0; ; step++)
            {
                var about = new Operation("storm", step, limit);
                switch (operation)
                {
                    case "all-reduce":
                        collective.AllReduceSum(values, about);
                        break;
                    case "broadcast":
                        collective.Broadcast(values.AsSpan(), step % collective.Size, about);
                        break;
                    default:
                        collective.Barrier(about);
                        break;
                }

                if (step == 2)
                    Print("running");
            }
        }
        catch (CollectiveException fault)
        {
            Print(fault);
        }
    }

    private void Print(CollectiveException fault) => Print($"fault {fault.Fault} {fault.Peer ?? -1} {fault.Message}");

    private void Print(string line)
    {
        output.WriteLine(line);
        output.Flush();
    }
}

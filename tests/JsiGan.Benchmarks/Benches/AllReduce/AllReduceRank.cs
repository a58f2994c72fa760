using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using JsiGan.Collectives;
using JsiGan.Collectives.Distributed;
using JsiGan.Collectives.Mesh;

namespace JsiGan.Benchmarks.Benches.AllReduce;

/// <summary>
/// The hidden command of one rank: prints its rendezvous, reads rank and all blobs from its input, and prints the median seconds of an
/// all-reduce of float32 that starts at a barrier, as peers/pytorch_allreduce.py does.
/// </summary>
public static class AllReduceRank
{
    public const string Name = "allreduce-rank";

    public static Command Command()
    {
        var transport = new Option<Transport>("--transport") { DefaultValueFactory = _ => Transport.Auto };
        var bytes = new Option<int>("--bytes") { DefaultValueFactory = _ => AllReduceGroup.Bytes };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 9 };
        var command = new Command(Name, "Takes part in an all-reduce as one rank.") { transport, bytes, rounds };
        command.Hidden = true;
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(transport), parsed.GetValue(bytes), parsed.GetValue(rounds)));
        return command;
    }

    public static async Task<int> RunAsync(Transport transport, int bytes, int rounds)
    {
        using var own = Rendezvous.Open();
        Console.WriteLine(Convert.ToHexString(own.Blob));
        var words = Console.ReadLine()!.Split(' ');
        var rank = int.Parse(words[0], CultureInfo.InvariantCulture);
        var blobs = words[1].Split(',').Select(Convert.FromHexString).ToList();
        var how = new CollectiveOptions { Transport = transport };
        using var collective = await Collective.ConnectAsync(own, rank, blobs, how).ConfigureAwait(false);

        var values = new float[bytes / sizeof(float)];
        var seconds = new List<double>();
        for (var round = -1; round < rounds; round++)
        {
            values.AsSpan().Fill(rank + 1);
            var about = new Operation("gradients", round, TimeSpan.FromMinutes(1));
            collective.Barrier(about);
            var watch = Stopwatch.StartNew();
            collective.AllReduceSum(values.AsSpan(), about);
            if (round >= 0)
                seconds.Add(watch.Elapsed.TotalSeconds);

            var expected = collective.Size * (collective.Size + 1) / 2;
            if (values[0] != expected || values[^1] != expected)
                throw new InvalidOperationException($"the sum is {values[0]} and {values[^1]}, {expected} is right");
        }

        Console.WriteLine(Statistics.Median(seconds).ToString("R", CultureInfo.InvariantCulture));
        return 0;
    }
}

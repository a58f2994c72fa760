using System.CommandLine;
using System.Globalization;
using JsiGan.Cli.Commands;

namespace JsiGan.Benchmarks.Benches.Data;

/// <summary>The hidden command that measures one part of the data path in a fresh process.</summary>
public static class DataChild
{
    public const string Name = "data-child";

    /// <summary>Runs one measurement in a fresh process.</summary>
    public static IReadOnlyDictionary<string, double> Measure(string part, string store, string clip, bool quick, int threads) =>
        Parse(ChildProcess.RunSelf([Name, "--part", part, "--store", store, "--clip", clip, "--work", quick ? "1" : "4"], threads));

    /// <summary>Numbers printed as key=value.</summary>
    public static IReadOnlyDictionary<string, double> Parse(string output)
    {
        return output.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Split('='))
            .Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0], pair => double.Parse(pair[1], CultureInfo.InvariantCulture));
    }

    public static Command Command()
    {
        var (part, store, clip) = (Options.Text("--part", "", ""), Options.Text("--store", "", ""), Options.Text("--clip", "", ""));
        var work = Options.InRange("--work", 1, 100, 1, "");
        var command = new Command(Name, "Measures a part of the data path in this process.") { part, store, clip, work };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            var (folder, amount) = (parsed.GetValue(store)!, parsed.GetValue(work));
            var numbers = parsed.GetValue(part) switch
            {
                "crops" => CropRate.Cached(folder, amount),
                "cold" => CropRate.Cold(folder, amount),
                "wait" => WaitShare.Work(folder, amount),
                _ => IngestRate.Measure(parsed.GetValue(clip)!, folder + "-again"),
            };
            Console.WriteLine(string.Join(' ', numbers.Select(pair => FormattableString.Invariant($"{pair.Name}={pair.Value:R}"))));
            return 0;
        });
        return command;
    }
}

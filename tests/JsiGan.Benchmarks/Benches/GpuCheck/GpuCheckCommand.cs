using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using JsiGan.Cli.Commands;
using JsiGan.Runtime.Hosting;

namespace JsiGan.Benchmarks.Benches.GpuCheck;

/// <summary>
/// `jsigan bench gpu-check`: checks this project on a GPU, in parts isolated from each other. Meant for machines that are available for
/// minutes (eng/gpu-check, docs/gpu.md).
/// </summary>
internal static class GpuCheckCommand
{
    /// <summary>The hidden command of one part.</summary>
    public const string PartName = "gpu-check-part";

    public const string Name = "gpu-check";

    private const string Any = "auto";

    // For trying the check itself on any machine, even a busy one.
    private const int QuickTimeoutFactor = 5;

    public static Command Create()
    {
        var output = new Option<string>("--out")
        {
            Description = "Folder of the report, gpu-check.json, and of the log.", HelpName = "DIR", DefaultValueFactory = _ => ".",
        };
        var device = Device();
        var limit = Options.InRange("--limit", 1, 36_000, 480, "Seconds of the whole run; parts that do not fit are skipped.");
        var only = Options.Text("--only", "NAME", "Run only the parts whose names start with NAME.");
        var quick = new Option<bool>("--quick")
        {
            Description = "Do the least work that still runs every part, to try the check itself.",
        };
        var command = new Command(Name, "Checks jsigan on this machine's GPU, or as far as possible on its CPU: docs/gpu.md.")
        {
            output, device, limit, only, quick,
        };
        command.SetAction(parsed => Run(
            new CheckReport(parsed.GetValue(output)!), parsed.GetValue(device)!, TimeSpan.FromSeconds(parsed.GetValue(limit)),
            parsed.GetValue(only) ?? "", parsed.GetValue(quick)));
        return command;
    }

    public static Command Part()
    {
        var name = new Argument<string>("name");
        var device = Device();
        var quick = new Option<bool>("--quick");
        var command = new Command(PartName, "One part of gpu-check.") { name, device, quick };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            var part = CheckPlan.Parts.First(part => part.Name == parsed.GetValue(name));
            var place = parsed.GetValue(device) is { } named and not Any ? named : Compute.Standard();
            part.Run(new PartContext(place, parsed.GetValue(quick), entry => Console.WriteLine(entry.ToLine())));
            return 0;
        });
        return command;
    }

    // Must not use libtorch: a broken one must not end this process.
    private static int Run(CheckReport report, string device, TimeSpan limit, string only, bool quick)
    {
        var watch = Stopwatch.StartNew();
        foreach (var part in CheckPlan.Parts.Where(part => part.Name.StartsWith(only, StringComparison.Ordinal)))
        {
            var left = limit - watch.Elapsed;
            if (left <= TimeSpan.Zero || (quick && !part.InQuick))
            {
                var reason = quick && !part.InQuick ? "not in --quick" : "no time was left";
                report.Add(part.Name, [new(part.Name, CheckStatus.Skipped, 0, reason)], "");
                continue;
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds,5:F0} s  {part.Name}"));
            var most = part.Timeout * (quick ? QuickTimeoutFactor : 1);
            var (entries, printed) = PartProcess.Run(part, device, quick, left < most ? left : most);
            report.Add(part.Name, entries, printed);
        }

        Console.WriteLine();
        foreach (var line in report.Table())
            Console.WriteLine(line);

        return report.Passed ? 0 : 1;
    }

    private static Option<string> Device() => new("--device")
    {
        Description = "What to check. Default: the first GPU, or else the CPU.",
        HelpName = "cpu|cuda:N",
        DefaultValueFactory = _ => Any,
    };
}

using System.CommandLine;
using System.CommandLine.Help;
using JsiGan.Benchmarks.Benches;
using JsiGan.Benchmarks.Benches.AllReduce;
using JsiGan.Benchmarks.Benches.Data;
using JsiGan.Benchmarks.Benches.GpuCheck;
using JsiGan.Benchmarks.Benches.GpuCheck.Parts;
using JsiGan.Benchmarks.Benches.Hosts;
using JsiGan.Benchmarks.Benches.Quality;
using JsiGan.Benchmarks.Benches.Scaling;
using JsiGan.Benchmarks.Benches.Storage;
using JsiGan.Benchmarks.Benches.Sweeps;
using JsiGan.Benchmarks.Benches.Web;
using JsiGan.Cli.Display;
using JsiGan.Cli.Hosting;
using JsiGan.Testing.Recovery;

// Every benchmark, by name. A new one is a class in Benches/ and a line here.
IBench[] benches =
[
    new StepBench(),
    new DataBench(),
    new StorageBench(),
    new AllReduceBench(),
    new ScalingBench(),
    new RecoveryBench(),
    new ChaosBench(),
    new FaultBench(),
    new HostsBench(),
    new QualityBench(),
    new WebBench(),
    new SweepBench(),
];

var console = Terminal.Open();
var root = new RootCommand("jsigan bench measures jsigan and its references in alternating fresh processes.")
{
    BenchCommands.List(benches, console),
    StepChild.Command(),
    DataChild.Command(),
    RecoveryWorker.Command(),
    AllReduceRank.Command(),
    ScalingRank.Command(),
    SaverChild.Command(),
    GpuCheckCommand.Create(),
    GpuCheckCommand.Part(),
    CollectiveRank.Command(),
    OutOfMemoryChild.Command(),
    PageReaders.Command(),
};
foreach (var bench in benches)
    root.Add(BenchCommands.Of(bench, console));

root.SetAction(parsed => new HelpAction().Invoke(parsed));
return await CommandHost.RunAsync(
    "jsigan bench", root, args, Console.Out, Console.Error, usesLibTorch: args.FirstOrDefault() != GpuCheckCommand.Name);

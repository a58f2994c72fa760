using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using JsiGan.Cli.Commands;
using JsiGan.Collectives;
using JsiGan.Training;
using JsiGan.Training.Distributed;
using JsiGan.Training.Recipes;
using JsiGan.Training.Steps;
using static TorchSharp.torch;

namespace JsiGan.Benchmarks.Benches.Scaling;

/// <summary>
/// The hidden command of one worker: connects to the others and prints the median seconds of a step between barriers, as
/// peers/pytorch_ddp.py does, and the median seconds of it in which this worker waited for others.
/// </summary>
internal static class ScalingRank
{
    public const string Name = "scaling-rank";
    private const int Scale = 2;
    private const double LearningRate = 1e-4;
    private static readonly TimeSpan StepTimeout = TimeSpan.FromMinutes(5);

    public static Command Command()
    {
        var stage = Options.InRange("--stage", 1, 2, 1, "");
        var size = Options.InRange("--lr-size", 8, 1024, 48, "");
        var batch = Options.InRange("--batch", 1, 4096, 4, "");
        var steps = Options.InRange("--steps", 1, 100_000, 5, "");
        var threads = Options.InRange("--threads", 1, 1024, 1, "");
        var late = new Option<bool>("--sums-late");
        var command = new Command(Name, "Makes training steps as one of several workers.") { stage, size, batch, steps, threads, late };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            NativeTuning.Apply();
            set_num_threads(parsed.GetValue(threads));
            var group = new ProcessGroup(parsed.GetValue(batch)) { Timeout = StepTimeout, OverlapsBackward = !parsed.GetValue(late) };
            using var session = JoinedProcesses.Join(group);
            var times = Run(group, session.Sums, parsed.GetValue(stage), parsed.GetValue(size), parsed.GetValue(steps));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{times.Step:R} {times.Waited:R}"));
            return 0;
        });
        return command;
    }

    private static StepTimes Run(ProcessGroup group, ICollective barrier, int stage, int lowSize, int steps)
    {
        random.manual_seed(1);
        var recipe = new Recipe { Batch = group.Batch, Patch = new PatchOptions { LowSize = lowSize } };
        var networks = new NetworkFactory(recipe, CPU, new NetworkSizes(), group);
        using var generator = networks.Generator();
        var branches = stage == 2 ? networks.Branches() : [];
        using var sdr = rand([group.Shard.Count, 3, lowSize, lowSize]);
        using var hdr = rand([group.Shard.Count, 3, lowSize * Scale, lowSize * Scale]);
        var pretrain = new PretrainStep(generator);
        var adversarial = new GanStep(generator, branches, recipe.Loss);
        Step();
        var (seconds, waited) = (new double[steps], new double[steps]);
        for (var step = 0; step < steps; step++)
        {
            var about = new Operation("step", step, StepTimeout);
            barrier.Barrier(about);
            var before = group.Waited;
            var watch = Stopwatch.StartNew();
            Step();
            waited[step] = (group.Waited - before).TotalSeconds;
            barrier.Barrier(about);
            seconds[step] = watch.Elapsed.TotalSeconds;
        }

        foreach (var branch in branches)
            branch.Discriminator.Dispose();

        return new StepTimes(Statistics.Median(seconds), Statistics.Median(waited));

        StepResult Step() => stage == 1 ? pretrain.Run(sdr, hdr, LearningRate) : adversarial.Run(sdr, hdr, LearningRate);
    }
}

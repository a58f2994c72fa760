using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using JsiGan.Benchmarks.Measuring;
using JsiGan.Node.Commands;
using JsiGan.Node.Runs;
using JsiGan.Training;
using JsiGan.Training.Recipes;
using JsiGan.Training.Steps;
using static TorchSharp.torch;

namespace JsiGan.Benchmarks.Benches;

/// <summary>
/// The hidden command that measures our steps in a process of its own: one step to warm up, then the measured ones, as the peer does.
/// </summary>
public static class StepChild
{
    private const string Name = "step-child";
    private const int Scale = 2;
    private const double LearningRate = 1e-4;

    /// <summary>Runs <paramref name="steps"/> measured steps in a fresh process.</summary>
    /// <param name="work">The step.</param>
    /// <param name="steps">How many are measured.</param>
    /// <param name="threads">CPU threads.</param>
    /// <param name="device">cpu or cuda:N.</param>
    /// <param name="precision">float32, or tf32 on a GPU.</param>
    public static StepMeasurement Measure(StepCase work, int steps, int threads, string device = "cpu", string precision = "float32")
    {
        ArgumentNullException.ThrowIfNull(work);
        string[] arguments =
        [
            Name, "--stage", Text(work.Stage), "--lr-size", Text(work.LowSize), "--batch", Text(work.Batch), "--steps", Text(steps),
            "--threads", Text(threads), "--device", device, "--precision", precision,
        ];
        return StepMeasurement.Parse(ChildProcess.RunSelf(arguments, threads));
    }

    /// <summary>The command itself.</summary>
    public static Command Command()
    {
        var stage = Options.InRange("--stage", 1, 2, 1, "");
        var size = Options.InRange("--lr-size", 8, 1024, 48, "");
        var batch = Options.InRange("--batch", 1, 4096, 4, "");
        var steps = Options.InRange("--steps", 1, 100_000, 5, "");
        var threads = Options.InRange("--threads", 1, 1024, Environment.ProcessorCount, "");
        var device = new Option<string>("--device") { DefaultValueFactory = _ => "cpu" };
        var precision = Options.Choice("--precision", ["float32", "tf32"], "");
        var command = new Command(Name, "Measures jsigan's training step in this process.")
        {
            stage, size, batch, steps, threads, device, precision,
        };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            NativeTuning.Apply();
            var opened = Compute.Open(parsed.GetValue(device)!, parsed.GetValue(threads));
            Gpu.AllowTf32(parsed.GetValue(precision) == "tf32");
            Console.WriteLine(Run(
                parsed.GetValue(stage), parsed.GetValue(size), parsed.GetValue(batch), parsed.GetValue(steps), opened).ToLine());
            return 0;
        });
        return command;
    }

    private static StepMeasurement Run(int stage, int lowSize, int batch, int steps, Device device)
    {
        random.manual_seed(1);
        using var networks = new StepNetworks(Scale, lowSize * Scale, discriminators: stage == 2, device);
        using var sdr = rand([batch, 3, lowSize, lowSize], device: device);
        using var hdr = rand([batch, 3, lowSize * Scale, lowSize * Scale], device: device);
        var pretrain = new PretrainStep(networks.Generator);
        var adversarial = new GanStep(networks.Generator, networks.Critics(new LossWeights()), new LossWeights());
        // A GPU's libraries choose algorithms and load kernels in the first steps.
        for (var step = 0; step < (device.type == TorchSharp.DeviceType.CUDA ? 3 : 1); step++)
        {
            Step();
        }

        var seconds = new double[steps];
        for (var step = 0; step < steps; step++)
        {
            var watch = Stopwatch.StartNew();
            Step();
            seconds[step] = watch.Elapsed.TotalSeconds;
        }

        // A step reads its losses at its end, which waits for the GPU.
        return new StepMeasurement(Statistics.Median(seconds), PeakMemory.Bytes(), Gpu.UsedBytes(device));

        StepResult Step() => stage == 1 ? pretrain.Run(sdr, hdr, LearningRate) : adversarial.Run(sdr, hdr, LearningRate);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

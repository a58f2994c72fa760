using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using JsiGan.Cli.Commands;
using JsiGan.Models.Plain;
using JsiGan.Runtime.Hosting;
using JsiGan.Training;
using JsiGan.Training.Recipes;
using JsiGan.Training.Steps;
using TorchSharp;
using static TorchSharp.torch;

namespace JsiGan.Benchmarks.Benches;

/// <summary>
/// The hidden command that measures our steps, or plain ones, in a fresh process: one to warm up, then the measured ones, as the peer does.
/// </summary>
public static class StepChild
{
    private const string Name = "step-child";
    private const int Scale = 2;
    private const double LearningRate = 1e-4;

    /// <summary>Runs <paramref name="steps"/> measured steps in a fresh process.</summary>
    /// <param name="work">The step.</param>
    /// <param name="steps">How many.</param>
    /// <param name="threads">CPU threads.</param>
    /// <param name="plain">Whether to run the plain step of a TorchSharp user, without our tuning of native libraries.</param>
    /// <param name="device">cpu or cuda:N.</param>
    /// <param name="precision">float32, or tf32 on a GPU.</param>
    public static StepMeasurement Measure(
        StepCase work, int steps, int threads, bool plain = false, string device = "cpu", string precision = "float32")
    {
        string[] arguments =
        [
            Name, "--stage", Text(work.Stage), "--lr-size", Text(work.LowSize), "--batch", Text(work.Batch), "--steps", Text(steps),
            "--threads", Text(threads), "--plain", plain ? "true" : "false", "--device", device, "--precision", precision,
        ];
        return StepMeasurement.Parse(ChildProcess.RunSelf(arguments, threads, keepsAllocator: !plain));
    }

    public static Command Command()
    {
        var stage = Options.InRange("--stage", 1, 2, 1, "");
        var size = Options.InRange("--lr-size", 8, 1024, 48, "");
        var batch = Options.InRange("--batch", 1, 4096, 4, "");
        var steps = Options.InRange("--steps", 1, 100_000, 5, "");
        var threads = Options.InRange("--threads", 1, 1024, Environment.ProcessorCount, "");
        var plain = new Option<bool>("--plain");
        var device = new Option<string>("--device") { DefaultValueFactory = _ => "cpu" };
        var precision = Options.Choice("--precision", ["float32", "tf32"], "");
        var command = new Command(Name, "Measures a training step in this process.")
        {
            stage, size, batch, steps, threads, plain, device, precision,
        };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            var isPlain = parsed.GetValue(plain);
            if (!isPlain)
                NativeTuning.Apply();

            var place = Compute.Open(parsed.GetValue(device)!, parsed.GetValue(threads));
            Gpu.AllowTf32(parsed.GetValue(precision) == "tf32");
            random.manual_seed(1);
            var (lowSize, patches) = (parsed.GetValue(size), parsed.GetValue(batch));
            using var sdr = rand([patches, 3, lowSize, lowSize], device: place);
            using var hdr = rand([patches, 3, lowSize * Scale, lowSize * Scale], device: place);
            var (step, owner) = (isPlain, parsed.GetValue(stage)) switch
            {
                (false, 1) => Pretrain(sdr, hdr),
                (false, _) => Adversarial(sdr, hdr),
                (true, 1) => PlainPretrain(sdr, hdr),
                (true, _) => PlainAdversarial(sdr, hdr),
            };
            using (owner)
                Console.WriteLine(Run(step, parsed.GetValue(steps), place).ToLine());

            return 0;
        });
        return command;
    }

    private static StepMeasurement Run(Action step, int steps, Device device)
    {
        // A GPU's libraries choose algorithms and load kernels in the first steps.
        for (var i = 0; i < (device.type == DeviceType.CUDA ? 3 : 1); i++)
            step();

        var seconds = new double[steps];
        for (var i = 0; i < steps; i++)
        {
            var watch = Stopwatch.StartNew();
            step();
            seconds[i] = watch.Elapsed.TotalSeconds;
        }

        // A step reads its losses at its end, which waits for the GPU.
        return new StepMeasurement(Statistics.Median(seconds), PeakMemory.Bytes(), Gpu.UsedBytes(device));
    }

    private static (Action Step, IDisposable Owner) Pretrain(Tensor sdr, Tensor hdr)
    {
        var networks = new StepNetworks(Scale, (int)hdr.shape[2], discriminators: false, hdr.device);
        var step = new PretrainStep(networks.Generator);
        return (() => step.Run(sdr, hdr, LearningRate), networks);
    }

    private static (Action Step, IDisposable Owner) Adversarial(Tensor sdr, Tensor hdr)
    {
        var networks = new StepNetworks(Scale, (int)hdr.shape[2], discriminators: true, hdr.device);
        var step = new GanStep(networks.Generator, networks.Branches(new LossWeights()), new LossWeights());
        return (() => step.Run(sdr, hdr, LearningRate), networks);
    }

    private static (Action Step, IDisposable Owner) PlainPretrain(Tensor sdr, Tensor hdr)
    {
        var step = new PlainPretrainStep(new PlainJsiNet(Scale).to(hdr.device), LearningRate);
        return (() => step.Run(sdr, hdr), step);
    }

    private static (Action Step, IDisposable Owner) PlainAdversarial(Tensor sdr, Tensor hdr)
    {
        var size = (int)hdr.shape[2];
        var step = new PlainGanStep(
            new PlainJsiNet(Scale).to(hdr.device), new PlainDiscriminator(size).to(hdr.device),
            new PlainDiscriminator(size).to(hdr.device), new LossWeights(), LearningRate);
        return (() => step.Run(sdr, hdr), step);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

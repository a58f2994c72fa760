using System.Globalization;
using JsiGan.Benchmarks.Measuring;

namespace JsiGan.Benchmarks.Benches;

/// <summary>The same training step in PyTorch (peers/pytorch_ddp.py), run by Debian's python3 and python3-torch.</summary>
public static class PyTorchPeer
{
    private const string Python = "/usr/bin/python3";

    /// <summary>Null when it can run, else one sentence that names what is missing.</summary>
    public static string? Missing()
    {
        try
        {
            ChildProcess.Run(Python, ["-c", "import torch"], threads: 1);
            return null;
        }
        catch (Exception fault) when (fault is FailureException or System.ComponentModel.Win32Exception)
        {
            return "PyTorch is not installed, so there is nothing to compare with: "
                + "install Debian's package python3-torch for the second column.";
        }
    }

    /// <summary>Runs <paramref name="steps"/> measured steps in a fresh process.</summary>
    public static StepMeasurement Step(StepCase work, int steps, int threads, int world = 1)
    {
        ArgumentNullException.ThrowIfNull(work);
        return StepMeasurement.Parse(ChildProcess.Run(
            Python,
            [
                Path.Combine(AppContext.BaseDirectory, "peers", "pytorch_ddp.py"),
                "--world", Text(world), "--scale", "2", "--stage", work.Stage == 1 ? "pretrain" : "gan",
                "--lr-size", Text(work.LowSize), "--batch", Text(work.Batch), "--steps", Text(steps), "--threads", Text(threads),
            ],
            threads));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

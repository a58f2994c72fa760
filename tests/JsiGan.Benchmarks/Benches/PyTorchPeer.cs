using System.Globalization;

namespace JsiGan.Benchmarks.Benches;

/// <summary>
/// The same training step in PyTorch (peers/pytorch_ddp.py, on a GPU peers/jsigan_torch.py), run by Debian's python3 and python3-torch, or
/// by the interpreter that JSIGAN_PYTHON names.
/// </summary>
public static class PyTorchPeer
{
    private static readonly string? Named =
        Environment.GetEnvironmentVariable("JSIGAN_PYTHON") is { Length: > 0 } named ? named : null;

    private static readonly string Python = Named ?? "/usr/bin/python3";

    /// <summary>Names what is missing; null if it can run.</summary>
    public static string? Missing()
    {
        // A named one is trusted: importing PyTorch to check takes seconds.
        if (Named is not null)
            return null;

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
        return StepMeasurement.Parse(ChildProcess.Run(
            Python,
            [
                Path.Combine(AppContext.BaseDirectory, "peers", "pytorch_ddp.py"),
                "--world", Text(world), "--scale", "2", "--stage", work.Stage == 1 ? "pretrain" : "gan",
                "--lr-size", Text(work.LowSize), "--batch", Text(work.Batch), "--steps", Text(steps), "--threads", Text(threads),
            ],
            threads));
    }

    /// <summary>Runs <paramref name="steps"/> measured steps on one device in a fresh process.</summary>
    /// <param name="work">The step.</param>
    /// <param name="steps">How many are measured.</param>
    /// <param name="threads">CPU threads.</param>
    /// <param name="device">cpu or cuda:N.</param>
    /// <param name="precision">float32, tf32, or bfloat16 (autocast).</param>
    public static StepMeasurement StepOn(StepCase work, int steps, int threads, string device, string precision)
    {
        return StepMeasurement.Parse(ChildProcess.Run(
            Python,
            [
                Path.Combine(AppContext.BaseDirectory, "peers", "jsigan_torch.py"),
                "--stage", work.Stage == 1 ? "pretrain" : "gan", "--lr-size", Text(work.LowSize), "--batch", Text(work.Batch),
                "--steps", Text(steps), "--threads", Text(threads), "--device", device, "--precision", precision,
            ],
            threads));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

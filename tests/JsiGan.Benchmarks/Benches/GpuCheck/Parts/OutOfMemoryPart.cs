using System.Diagnostics;
using JsiGan.Testing.Recovery;

namespace JsiGan.Benchmarks.Benches.GpuCheck.Parts;

/// <summary>A batch too large for any GPU must end with our error message and exit code 1, in one process and in a worker.</summary>
internal static class OutOfMemoryPart
{
    private const string Sentence = "is out of memory: training asked for";

    public static void Alone(PartContext context) => context.Check("memory.alone", () =>
    {
        var start = new ProcessStartInfo(Programs.Bench[0], [.. Programs.Bench.Skip(1), OutOfMemoryChild.Name, "--device", context.Device])
        {
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var words = process.StandardError.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == FailureException.ExitCode && words.Contains(Sentence, StringComparison.Ordinal) && !words.Contains('\n')
            ? words
            : throw new FailureException(
                $"it ended with exit code {process.ExitCode}, expected {FailureException.ExitCode} and one line of error: {words}");
    });

    public static void Worker(PartContext context)
    {
        if (!context.OnGpu)
        {
            context.Skip("memory.worker", "a CPU would have to fill the system's memory");
            return;
        }

        context.Check("memory.worker", () =>
        {
            var folder = Directory.CreateTempSubdirectory("jsigan-gpu-check-").FullName;
            try
            {
                var run = new DisturbedRun(OutOfMemoryChild.Vast, folder, EventPrinter.Plain()) { Device = _ => context.Device };
                run.TrainAsync(workers: 1, _ => { }).GetAwaiter().GetResult();
            }
            catch (FailureException failure)
            {
                return failure.Message.Contains(Sentence, StringComparison.Ordinal)
                    ? failure.Message
                    : throw new FailureException($"the run failed differently: {failure.Message}");
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }

            throw new FailureException("the batch fit");
        });
    }
}

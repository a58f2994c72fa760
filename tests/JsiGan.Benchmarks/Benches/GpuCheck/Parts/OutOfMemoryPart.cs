using System.Diagnostics;
using JsiGan.Benchmarks.Recovery;

namespace JsiGan.Benchmarks.Benches.GpuCheck.Parts;

/// <summary>A batch that no GPU holds must end in the program's own sentence and exit code 1, alone and by a worker.</summary>
internal static class OutOfMemoryPart
{
    private const string Sentence = "is out of memory: training asked for";

    public static void Alone(PartContext context) => context.Check("memory.alone", () =>
    {
        var start = new ProcessStartInfo(Programs.Self[0], [.. Programs.Self.Skip(1), OutOfMemoryChild.Name, "--device", context.Device])
        {
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var words = process.StandardError.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == FailureException.ExitCode && words.Contains(Sentence, StringComparison.Ordinal) && !words.Contains('\n')
            ? words
            : throw new FailureException(
                $"it ended with exit code {process.ExitCode}, expected {FailureException.ExitCode} and one sentence; it said: {words}");
    });

    public static void Worker(PartContext context)
    {
        if (!context.OnGpu)
        {
            context.Skip("memory.worker", "on a CPU the system's memory would have to be filled");
            return;
        }

        context.Check("memory.worker", () =>
        {
            var folder = Directory.CreateTempSubdirectory("jsigan-gpu-check-").FullName;
            try
            {
                var run = new DisturbedRun(OutOfMemoryChild.Vast, folder, Shown.AsLines()) { Device = _ => context.Device };
                run.TrainAsync(workers: 1, _ => { }).GetAwaiter().GetResult();
            }
            catch (FailureException failure)
            {
                return failure.Message.Contains(Sentence, StringComparison.Ordinal)
                    ? failure.Message
                    : throw new FailureException($"the run ended otherwise: {failure.Message}");
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }

            throw new FailureException("the batch fit");
        });
    }
}

using JsiGan.Testing.Recovery;
using static TorchSharp.torch;

namespace JsiGan.Benchmarks.Benches.GpuCheck.Parts;

/// <summary>
/// Both stages of training: `jsigan train` itself on a frame store, and small runs by worker processes, one of which is killed.
/// </summary>
internal static class TrainingPart
{
    /// <summary>Below this, weights differ by rounding: convolutions on a GPU are not deterministic.</summary>
    private const double Equal = 1e-6;

    private const int Stage2 = 8;

    public static void Command(PartContext context) => context.Check("train.command", () => TrainCommandCheck.Run(context));

    /// <summary>The only worker is killed; its replacement resumes from the last checkpoint.</summary>
    public static void OneWorker(PartContext context) => context.Check("train.one-worker", () => Recover(context, workers: 1));

    /// <summary>One of two workers is killed; the other keeps its weights, and a replacement joins.</summary>
    public static void TwoWorkers(PartContext context) => context.Check("train.two-workers", () => Recover(context, workers: 2));

    private static string Recover(PartContext context, int workers)
    {
        var folder = Directory.CreateTempSubdirectory("jsigan-gpu-check-").FullName;
        try
        {
            var gpus = context.OnGpu ? cuda.device_count() : 0;
            // Until P has left zero, where the detail layer P / base amplifies rounding.
            var stage1 = context.Quick ? 20 : 40;
            var recipe = SmallRun.Recipe(stage1, Stage2);
            var run = new DisturbedRun(recipe, Path.Combine(folder, "run"), EventPrinter.Plain())
            {
                Device = place => gpus > 1 ? $"cuda:{place % gpus}" : context.Device,
                SharesGpu = gpus == 1 && workers > 1,
            };
            var kills = new KillOnEachStage(run, workers, stage1);
            if (!run.TrainAsync(workers, kills.OnStep).GetAwaiter().GetResult())
                throw new FailureException("the run ended before its last step");

            var undisturbed = DisturbedRun.TrainUndisturbed(recipe, Path.Combine(folder, "undisturbed"), device(context.Device));
            return Judge(run.Verify(undisturbed), kills.Count);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Judge(RunVerdict verdict, int kills)
    {
        var found = FormattableString.Invariant(
            $"{kills} workers killed, {verdict.Generations} generations, {verdict.Lost} steps lost, {verdict.Repeated} repeated, weights ")
            + FormattableString.Invariant($"within {verdict.Difference:e1} of an undisturbed run's ({verdict.Where})");
        return verdict is { Lost: 0, Repeated: 0, Difference: <= Equal } && kills > 0 && verdict.Generations > 1
            ? found
            : throw new FailureException($"{found}; expected none lost or repeated and at most {Equal:e0}");
    }
}

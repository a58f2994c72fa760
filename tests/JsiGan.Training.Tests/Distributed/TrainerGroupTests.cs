using JsiGan.Collectives;
using JsiGan.Training.Distributed;
using JsiGan.Training.Recipes;
using static TorchSharp.torch;

namespace JsiGan.Training.Tests.Distributed;

public sealed class TrainerGroupTests
{
    private static Recipe Recipe { get; } = TinyRun.AveragedRecipe with
    {
        Batch = 4,
        Stage1 = TinyRun.AveragedRecipe.Stage1 with { PatchesPerEpoch = 8 },
    };

    [Fact]
    public void Each_worker_reads_its_share_of_every_batch_and_reports_the_whole()
    {
        var alone = Positions(null);
        var ranks = Ranks.Run(3, Recipe.Batch, BatchStatistics.Global, workers =>
        {
            var patches = new GradientPatches();
            var done = Positions(workers, patches);
            Assert.All(patches.Reads.Take(4), (read, step) => Assert.Equal(((4L * step) + workers.Shard.First, workers.Shard.Count), read));
            return done;
        });
        Assert.All(ranks, rank => Assert.Equal(alone.Select(done => done.Position), rank.Select(done => done.Position)));
        var losses = ranks[0].SelectMany(done => done.Report.Result.Losses).ToList();
        Assert.All(ranks, rank => Assert.Equal(losses, rank.SelectMany(done => done.Report.Result.Losses)));
        foreach (var (one, own) in alone.Zip(ranks[0]))
        {
            var (expected, actual) = (one.Report.Result.Losses[0].Value, own.Report.Result.Losses[0].Value);
            Assert.Equal(expected, actual, 1e-4 * Math.Abs(expected));
        }
    }

    [Fact]
    public void A_worker_that_joins_in_stage_2_takes_over_everything()
    {
        using var folder = new TestFolder();
        var hashes = Ranks.Run(2, Recipe.Batch, BatchStatistics.Global, workers =>
        {
            using var trainer = Trainer(workers.Rank == 0 ? Recipe : Recipe with { Seed = 99 }, workers);
            if (workers.Rank == 0)
            {
                using var alone = Trainer(Recipe, null);
                Take(alone, 5);
                alone.State.Save(folder.File("alone"));
                trainer.State.Restore(folder.File("alone"));
            }

            trainer.State.BroadcastState(0);
            Take(trainer, 1);
            return trainer.Position.GlobalStep + Weights(trainer, folder.File($"rank{workers.Rank}"));
        });
        Assert.Equal(hashes[0], hashes[1]);
        Assert.StartsWith("6", hashes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_worker_that_gives_up_within_a_step_ends_it_on_the_others_with_its_reason()
    {
        var faults = Ranks.Run(2, Recipe.Batch, BatchStatistics.Global, workers =>
        {
            using var trainer = Trainer(Recipe with { Stage1 = Recipe.Stage1 with { Epochs = 0 } }, workers);
            Take(trainer, 1);
            if (workers.Rank == 1)
                throw new FailureException("out of memory");

            return Assert.Throws<CollectiveException>(() => Take(trainer, 1)).Message;
        }, rank => rank == 1);
        Assert.Contains("out of memory", faults[0], StringComparison.Ordinal);
    }

    [Fact]
    public void More_workers_than_patches_are_refused_with_both_numbers()
    {
        using var world = World.Connect(3);
        var fault = Assert.Throws<UsageException>(() => new ProcessGroup(2).Enter(world[0]));
        Assert.Contains("3 workers for a batch of 2 patches", fault.Message, StringComparison.Ordinal);
        fault = Assert.Throws<UsageException>(() => new ProcessGroup(5, BatchStatistics.Local).Enter(world[0]));
        Assert.Contains("at least 2 patches a worker", fault.Message, StringComparison.Ordinal);
    }

    private static List<StepDone> Positions(ProcessGroup? workers, GradientPatches? patches = null)
    {
        using var trainer = Trainer(Recipe, workers, patches);
        return Take(trainer, 4);
    }

    private static Trainer Trainer(Recipe recipe, ProcessGroup? workers, GradientPatches? patches = null) =>
        new(recipe, patches ?? new GradientPatches(), [TinyRun.Crop()], CPU, TimeProvider.System, TinyRun.Sizes, workers);

    private static List<StepDone> Take(Trainer trainer, int steps) => [.. trainer.Run().OfType<StepDone>().Take(steps)];

    private static string Weights(Trainer trainer, string folder)
    {
        trainer.State.Save(folder);
        return string.Concat(Directory.EnumerateFiles(folder, "*.safetensors").Order(StringComparer.Ordinal)
            .Select(file => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))));
    }
}

using JsiGan.Collectives;
using JsiGan.Training.Distributed;
using JsiGan.Training.Recipes;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace JsiGan.Training.Tests.Distributed;

/// <summary>Workers whose collectives break within a step are at an update afterwards, wherever the break was, and go on from it.</summary>
public sealed class BrokenStepTests(ITestOutputHelper output) : IDisposable
{
    private const int Breaks = 24;

    private readonly TestFolder _folder = new();

    private static Recipe Recipe { get; } = TinyRun.Recipe with
    {
        Batch = 4,
        Ema = 0.9,
        Stage1 = TinyRun.Recipe.Stage1 with { Epochs = 1, PatchesPerEpoch = 8 },
        Stage2 = TinyRun.Recipe.Stage2 with { Epochs = 1, PatchesPerEpoch = 8, Schedule = ScheduleKind.Constant },
    };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_that_breaks_anywhere_ends_with_the_bits_of_one_that_did_not()
    {
        var (whole, operations) = Run(failsAt: long.MaxValue);
        output.WriteLine($"{operations} operations a run");
        var points = new HashSet<CommitPoint>();
        for (var i = 0; i < Breaks; i++)
        {
            var failsAt = 1 + (operations - 1) * i / (Breaks - 1);
            var (broken, _) = Run(failsAt, points);
            Assert.True(whole == broken, $"broken at operation {failsAt} of {operations}, the run ends with other weights");
        }

        Assert.Contains(points, point => point.Phase == 1 && point.Step < 4);
    }

    private (string Hash, long Operations) Run(long failsAt, HashSet<CommitPoint>? points = null)
    {
        var counter = new OperationCounter(failsAt);
        var groups = Enumerable.Range(0, 2).Select(_ => new ProcessGroup(Recipe.Batch) { Timeout = TimeSpan.FromMinutes(2) }).ToList();
        var trainers = groups.Select(group => new Trainer(
            Recipe, new GradientPatches(), [TinyRun.Crop()], CPU, TimeProvider.System, TinyRun.Sizes, group)).ToList();
        var done = false;
        for (var root = 0; !done; root = trainers[1].Point.CompareTo(trainers[0].Point) > 0 ? 1 : 0)
        {
            var source = root;
            using var first = World.Connect(2);
            using var second = World.Connect(2);
            var finished = new bool[2];
            var threads = Enumerable.Range(0, 2).Select(rank => new Thread(() =>
            {
                ICollective[] collectives = [first[rank], second[rank]];
                var used = rank == 0 ? collectives : [.. collectives.Select(inner => new FailingCollective(inner, counter))];
                finished[rank] = Train(groups[rank], trainers[rank], used, source);
            })).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());
            done = finished.All(end => end);
            points?.UnionWith(trainers.Select(trainer => trainer.Point));
            Assert.InRange(trainers[0].Point.Step - trainers[1].Point.Step, -1, 1);
        }

        Assert.All(trainers, trainer => Assert.Equal(new CommitPoint(4, 1), trainer.Point));
        var hashes = trainers.Select((trainer, rank) => Hash(trainer, _folder.File($"rank{rank}"))).ToList();
        trainers.ForEach(trainer => trainer.Dispose());
        Assert.Equal(hashes[0], hashes[1]);
        return (hashes[0], counter.Count);
    }

    private static bool Train(ProcessGroup group, Trainer trainer, ICollective[] collectives, int root)
    {
        try
        {
            group.Enter(collectives[0], collectives[1]);
            trainer.State.BroadcastState(root);
            return trainer.Run().Count() >= 0;
        }
        catch (CollectiveException broken)
        {
            collectives[0].Abort(broken.Message);
            collectives[1].Abort(broken.Message);
            trainer.State.RollBack();
            return false;
        }
    }

    private static string Hash(Trainer trainer, string folder)
    {
        trainer.State.Save(folder);
        return TinyRun.HashOf(folder);
    }
}

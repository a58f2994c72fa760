using JsiGan.Data.Patches;
using JsiGan.Training.Checkpoints;
using JsiGan.Training.Distributed;
using JsiGan.Training.Recipes;
using JsiGan.Training.Schedules;
using TorchSharp;

namespace JsiGan.Training.Tests;

public sealed class TrainerTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_goes_through_both_stages_epoch_by_epoch()
    {
        using var trainer = TinyRun.Trainer(TinyRun.Recipe);
        var events = trainer.Run().ToList();
        Assert.Equal("sssEsssESsssEsssES", string.Concat(events.Select(e => e switch { StepDone => "s", EpochDone => "E", _ => "S" })));
        Assert.True(trainer.IsFinished);
        Assert.Equal(Enumerable.Range(1, 12).Select(i => (long)i), events.OfType<StepDone>().Select(e => e.Position.GlobalStep));
        Assert.All(events, e => Assert.Equal(12, e.Position.TotalSteps));
        Assert.Equal([1, 1, 2, 2], events.OfType<EpochDone>().Select(e => e.Position.Stage));
        Assert.Equal([1, 2], events.OfType<StageDone>().Select(e => e.Position.Stage));
        var steps = events.OfType<StepDone>().ToList();
        Assert.Equal(["rec"], steps[0].Report.Result.Losses.Select(loss => loss.Name));
        Assert.Equal(["d1", "d2", "rec", "adv", "fm", "dadv", "dfm", "g"], steps[^1].Report.Result.Losses.Select(loss => loss.Name));
        Assert.Equal(["generator"], steps[0].Report.Result.GradientNorms.Select(norm => norm.Network));
        Assert.Empty(steps[0].Report.Result.Logits);
        Assert.Equal(["d1-real", "d1-fake", "d2-real", "d2-fake"], steps[^1].Report.Result.Logits.Select(logit => logit.Name));
        string[] networks = ["discriminator1", "discriminator2", "generator"];
        Assert.Equal(networks, steps[^1].Report.Result.WeightNorms.Select(norm => norm.Network));
        Assert.Equal(networks, steps[^1].Report.Result.UpdateRatios.Select(ratio => ratio.Network));
        Assert.Equal((1e-3, 1e-4, 1e-4, 0.0),
            (steps[0].Report.LearningRate, Math.Round(steps[5].Report.LearningRate, 12), steps[6].Report.LearningRate,
                steps[^1].Report.LearningRate));
        Assert.All(events.OfType<EpochDone>(), e => Assert.InRange(e.Report.Scores.Psnr, 1, 100));
    }

    [Fact]
    public void A_step_reports_the_time_of_each_of_its_phases()
    {
        using var trainer = new Trainer(
            TinyRun.Recipe, new GradientPatches(), [TinyRun.Crop()], torch.CPU, new SteppingClock(TimeSpan.FromSeconds(1)), TinyRun.Sizes);
        var reports = trainer.Run().OfType<StepDone>().Select(step => (step.Position.Stage, step.Report.Times)).ToList();
        // The clock advances by a second with each reading, so a phase has as many seconds as it has parts. In stage 2: the generator's
        // pass, two of the discriminators for themselves, rec, two for the generator; and its gradient instead of its pass.
        Assert.All(reports.Where(report => report.Stage == 1), report => Assert.Equal(Times(1, 1, 1, 1), report.Times));
        Assert.All(reports.Where(report => report.Stage == 2), report => Assert.Equal(Times(1, 6, 5, 2), report.Times));

        static PhaseTimes Times(int data, int forward, int backward, int optimizer) => new(
            TimeSpan.FromSeconds(data), TimeSpan.FromSeconds(forward), TimeSpan.FromSeconds(backward), TimeSpan.FromSeconds(optimizer),
            TimeSpan.Zero);
    }

    [Fact]
    public void The_batches_are_consecutive_positions_and_none_is_lost_between_epochs()
    {
        var patches = new GradientPatches();
        using (var trainer = TinyRun.Trainer(TinyRun.Recipe, patches))
            Assert.Equal(24, trainer.Run().Last().Position.SamplePosition);

        // The last one is the batch that was being prepared when the run ended.
        Assert.Equal(Enumerable.Range(0, 13).Select(i => (2L * i, 2)), patches.Reads);
    }

    [Fact]
    public void Training_lowers_the_loss_and_raises_psnr()
    {
        var recipe = TinyRun.Recipe with
        {
            Stage1 = new StageOptions { Epochs = 2, PatchesPerEpoch = 160, LearningRate = 5e-3, Schedule = ScheduleKind.Constant },
            Stage2 = new StageOptions { Epochs = 0 },
        };
        using var trainer = TinyRun.Trainer(recipe);
        var events = trainer.Run().ToList();
        var losses = events.OfType<StepDone>().Select(e => e.Report.Result.Losses[0].Value).ToList();
        Assert.True(losses[^10..].Average() < 0.2 * losses[..10].Average(),
            $"first {losses[..10].Average()}, last {losses[^10..].Average()}");
        var psnr = events.OfType<EpochDone>().Select(e => e.Report.Scores.Psnr).ToList();
        Assert.True(psnr[1] > psnr[0], $"{psnr[0]} dB, then {psnr[1]} dB");
        Assert.Equal(1, events.OfType<StageDone>().Single().Position.Stage);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_and_another_seed_others()
    {
        string Run(Recipe recipe)
        {
            using var trainer = TinyRun.Trainer(recipe);
            foreach (var _ in trainer.Run())
            {
            }

            trainer.State.Save(_folder.File("run"));
            return TinyRun.HashOf(_folder.File("run"));
        }

        var first = Run(TinyRun.Recipe);
        Assert.Equal(first, Run(TinyRun.Recipe));
        Assert.NotEqual(first, Run(TinyRun.Recipe with { Seed = 8 }));
    }

    [Fact]
    public void The_number_of_native_tensors_is_the_same_after_each_of_200_steps()
    {
        var recipe = TinyRun.Recipe with
        {
            Stage1 = new StageOptions { Epochs = 1, PatchesPerEpoch = 200, Schedule = ScheduleKind.Constant },
            Stage2 = new StageOptions { Epochs = 1, PatchesPerEpoch = 200, LearningRate = 1e-6, Schedule = ScheduleKind.Constant },
        };
        using var trainer = TinyRun.Trainer(recipe);
        var live = new Dictionary<int, long>();
        foreach (var step in trainer.Run().OfType<StepDone>())
        {
            var stage = step.Position.Stage;
            live.TryAdd(stage, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
            Assert.True(live[stage] == DisposeScopeManager.Statistics.ThreadTotalLiveCount,
                $"step {step.Position.GlobalStep}: {DisposeScopeManager.Statistics.ThreadTotalLiveCount} live tensors, {live[stage]} after "
                    + "the stage's first step");
        }

        Assert.Equal(200, trainer.Position.GlobalStep);
        Assert.Equal(2, live.Count);
    }

    [Fact]
    public void Detail_weight_zero_trains_without_the_second_discriminator()
    {
        using var trainer = TinyRun.Trainer(TinyRun.Recipe with
        {
            Loss = new LossWeights { Detail = 0 },
            Stage1 = new StageOptions { Epochs = 0 }
        });
        var step = trainer.Run().OfType<StepDone>().First();
        Assert.Equal(["d1", "rec", "adv", "fm", "g"], step.Report.Result.Losses.Select(loss => loss.Name));
        Assert.Equal((2, 1L), (step.Position.Stage, step.Position.GlobalStep));
    }

    [Fact]
    public void A_loss_that_is_not_finite_stops_training_and_spares_the_checkpoint()
    {
        using var trainer = TinyRun.Trainer(TinyRun.Recipe);
        trainer.State.Save(_folder.File("run"));
        Poison(_folder.File("run"));
        trainer.State.Restore(_folder.File("run"));
        var before = TinyRun.HashOf(_folder.File("run"));
        var fault = Assert.Throws<FailureException>(() => trainer.Run().Count());
        Assert.Equal("Training stopped at step 1 of 12 (stage 1, epoch 1): the loss rec is NaN, expected a finite number; "
            + "resume from the last checkpoint with a lower stage1.learning-rate.", fault.Message);
        Assert.Equal(0, trainer.Position.GlobalStep);
        Assert.Throws<InvalidOperationException>(() => trainer.State.Save(_folder.File("run")));
        Assert.Equal(before, TinyRun.HashOf(_folder.File("run")));
    }

    [Fact]
    public void A_fault_of_the_data_reaches_the_step_that_needs_it()
    {
        using var trainer = TinyRun.Trainer(TinyRun.Recipe, new GradientPatches { FailsFrom = 4 });
        var done = new List<TrainingEvent>();
        var fault = Assert.Throws<FailureException>(() => done.AddRange(trainer.Run()));
        Assert.StartsWith("The frame store ends at patch 4, but patch 6", fault.Message, StringComparison.Ordinal);
        Assert.Equal(2, trainer.Position.GlobalStep);
    }

    [Fact]
    public void A_prediction_has_the_crops_size_and_is_what_validation_measured()
    {
        using var trainer = TinyRun.Trainer(TinyRun.Recipe);
        var crop = TinyRun.Crop();
        var report = trainer.Run().OfType<EpochDone>().First().Report;
        var (prediction, truth) = (new float[crop.Hdr.Length], crop.Hdr.Select(code => code / 1023f).ToArray());
        trainer.Predict(crop, prediction);
        Assert.Equal(JsiGan.Evaluation.Psnr.Of(prediction, truth), report.Scores.Psnr, 1e-9);
        Assert.Throws<ArgumentException>(() => trainer.Predict(crop, new float[3]));
    }

    [Fact]
    public void Data_of_another_size_than_the_recipes_is_a_programming_error_and_a_contradiction_a_usage_fault()
    {
        Assert.Throws<ArgumentException>(() =>
            TinyRun.Trainer(TinyRun.Recipe, new GradientPatches { Geometry = new PatchGeometry(32, 2) }));
        Assert.Throws<ArgumentException>(() =>
            TinyRun.Trainer(TinyRun.Recipe with { Model = new ModelOptions { Scale = 1 }, Patch = new PatchOptions { LowSize = 32 } },
                new GradientPatches { Geometry = new PatchGeometry(32, 1) }));
        var fault = Assert.Throws<UsageException>(() => TinyRun.Trainer(TinyRun.Recipe with { Batch = 0 }));
        Assert.Equal("The recipe tiny cannot be trained; correct and start again:\n  - batch is 0, expected 1 to 4096 patches.",
            fault.Message);
    }

    /// <summary>Replaces the generator's weights in a checkpoint by NaN.</summary>
    private static void Poison(string folder)
    {
        using var generator = new SafetensorsReader(Path.Combine(folder, "generator.safetensors"));
        using var optimizer = new SafetensorsReader(Path.Combine(folder, "optimizer-generator.safetensors"));
        using var snapshot = new CheckpointSnapshot();
        snapshot.Take(TinyRun.Recipe, TrainingPosition.Start(TinyRun.Recipe), [File(generator, byte.MaxValue), File(optimizer, 0)]);
        snapshot.WriteTo(folder);

        static StoredFile File(SafetensorsReader reader, byte value) =>
            new(Path.GetFileName(reader.Path), [.. reader.Entries.Select(entry =>
            new StoredItem(entry.Name, entry.Type, entry.Shape,
                stream => stream.Write(Enumerable.Repeat(value, (int)entry.Length).ToArray()), _ => { }))]);
    }
}

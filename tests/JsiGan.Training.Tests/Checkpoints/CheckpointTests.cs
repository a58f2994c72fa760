using JsiGan.Training.Checkpoints;
using JsiGan.Training.Recipes;

namespace JsiGan.Training.Tests.Checkpoints;

public sealed class CheckpointTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string Run => _folder.File("run");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 6)]
    [InlineData(4, 6)]
    [InlineData(6, 9)]
    [InlineData(9, 12)]
    [InlineData(2, 6, true)]
    [InlineData(4, 9, true)]
    public void A_resumed_run_gives_the_bits_of_one_that_never_stopped(int savedAfter, int comparedAfter, bool averages = false)
    {
        var recipe = averages ? TinyRun.AveragedRecipe : TinyRun.Recipe;
        string through, resumed;
        using (var trainer = TinyRun.Trainer(recipe))
        {
            RunTo(trainer, comparedAfter);
            through = SaveAndHash(trainer);
        }

        using (var trainer = TinyRun.Trainer(recipe))
        {
            RunTo(trainer, savedAfter);
            trainer.State.Save(Run);
        }

        using (var trainer = TinyRun.Trainer(recipe with { Name = "renamed", Validation = new ValidationOptions { Crops = 3 } }))
        {
            trainer.State.Restore(Run);
            Assert.Equal(savedAfter, trainer.Position.GlobalStep);
            RunTo(trainer, comparedAfter);
        }

        using (var trainer = TinyRun.Trainer(recipe))
        {
            trainer.State.Restore(Run);
            RunTo(trainer, comparedAfter);
            resumed = SaveAndHash(trainer);
        }

        Assert.Equal(through, resumed);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public void A_snapshot_that_training_went_on_from_is_the_checkpoint_of_its_moment(int step)
    {
        using var snapshot = new CheckpointSnapshot();
        using var trainer = TinyRun.Trainer(TinyRun.Recipe);
        RunTo(trainer, 1);
        trainer.State.CopyTo(snapshot);
        RunTo(trainer, step);
        var sizes = trainer.State.SnapshotSizes;
        snapshot.Reserve(sizes);
        trainer.State.CopyTo(snapshot);
        Assert.Equal(sizes, snapshot.Seal().SkipLast(1).Select(file => (long)file.Bytes.Length));
        var saved = SaveAndHash(trainer);
        RunTo(trainer, step + 1);
        snapshot.WriteTo(_folder.File("snapshot"));
        Assert.Equal(saved, TinyRun.HashOf(_folder.File("snapshot")));
        Assert.Equal(step, CheckpointFolder.Open(_folder.File("snapshot")).Position.GlobalStep);
    }

    [Fact]
    public void A_checkpoint_in_memory_restores_the_bits_of_its_folder()
    {
        using var memory = new CheckpointMemory("12 (step 8 of run tiny)");
        using (var trainer = TinyRun.Trainer(TinyRun.Recipe))
        {
            RunTo(trainer, 8);
            trainer.State.Save(Run);
        }

        foreach (var file in Directory.EnumerateFiles(Run))
        {
            using var source = File.OpenRead(file);
            using var stream = memory.Create(Path.GetFileName(file), source.Length);
            source.CopyTo(stream);
        }

        using var restored = TinyRun.Trainer(TinyRun.Recipe);
        restored.State.Restore(memory);
        Assert.Equal(TinyRun.HashOf(Run), SaveAndHash(restored));
    }

    [Fact]
    public void A_damaged_checkpoint_in_memory_is_refused_by_its_name()
    {
        using var memory = new CheckpointMemory("12 (step 8 of run tiny)");
        using (var stream = memory.Create("state.msgpack", 3))
            stream.Write([1, 2, 3]);

        using var trainer = TinyRun.Trainer(TinyRun.Recipe);
        var fault = Assert.Throws<FailureException>(() => trainer.State.Restore(memory));
        Assert.StartsWith("The checkpoint 12 (step 8 of run tiny) cannot be used: ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_made_between_the_last_step_of_an_epoch_and_its_validation_validates_on_resuming()
    {
        using var first = TinyRun.Trainer(TinyRun.Recipe);
        RunTo(first, 6);
        first.State.Save(Run);
        using var second = TinyRun.Trainer(TinyRun.Recipe);
        second.State.Restore(Run);
        Assert.IsType<EpochDone>(second.Run().First());
    }

    [Fact]
    public void A_folder_is_replaced_whole_and_nothing_else_is_left()
    {
        using var trainer = TinyRun.Trainer(TinyRun.Recipe);
        trainer.State.Save(Run);
        RunTo(trainer, 7);
        trainer.State.Save(Run);
        Assert.Equal(
            [
                "run", "run/discriminator1.safetensors", "run/discriminator2.safetensors", "run/generator.safetensors",
                "run/optimizer-discriminator1.safetensors", "run/optimizer-discriminator2.safetensors",
                    "run/optimizer-generator.safetensors",
                "run/state.msgpack",
            ],
            _folder.Names());
    }

    [Fact]
    public void A_checkpoint_of_another_recipe_is_refused_with_both_values()
    {
        using (var trainer = TinyRun.Trainer(TinyRun.Recipe))
            trainer.State.Save(Run);

        using var other = TinyRun.Trainer(TinyRun.Recipe with
        {
            Name = "other",
            Batch = 3,
            Model = new ModelOptions { LocalContrast = false }
        });
        var fault = Assert.Throws<UsageException>(() => other.State.Restore(Run));
        Assert.Equal($"The checkpoint {Run} was trained by the recipe tiny, which is another than other; take that recipe, or another "
            + "checkpoint folder:\n  - batch is 2 in the checkpoint, 3 in the recipe\n"
            + "  - model.local-contrast is true in the checkpoint, false in the recipe", fault.Message);
    }

    [Fact]
    public void Tensors_of_another_shape_are_refused_with_both_shapes()
    {
        using (var trainer = TinyRun.Trainer(TinyRun.Recipe))
            trainer.State.Save(Run);

        using var wide = new Trainer(TinyRun.Recipe, new GradientPatches(), [], TorchSharp.torch.CPU, TimeProvider.System,
            TinyRun.Sizes with { Generator = 8 });
        var fault = Assert.Throws<FailureException>(() => wide.State.Restore(Run));
        Assert.Contains("lce.conv0.weight is F32 [4, 3, 3, 3], expected F32 [8, 3, 3, 3]", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("generator.safetensors", true, "generator.safetensors has SHA-256 ")]
    [InlineData("optimizer-generator.safetensors", false, "optimizer-generator.safetensors has ")]
    [InlineData("state.msgpack", true, "state.msgpack ")]
    [InlineData("state.msgpack", false, "state.msgpack is truncated or altered")]
    public void An_altered_or_truncated_file_is_refused(string name, bool altered, string expected)
    {
        using (var trainer = TinyRun.Trainer(TinyRun.Recipe))
            trainer.State.Save(Run);

        var path = Path.Combine(Run, name);
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, altered ? bytes : bytes[..^5]);
        using var restored = TinyRun.Trainer(TinyRun.Recipe);
        var fault = Assert.Throws<FailureException>(() => restored.State.Restore(Run));
        Assert.StartsWith($"The checkpoint {Run} cannot be used: {expected}", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_checkpoint_or_file_is_named()
    {
        using var trainer = TinyRun.Trainer(TinyRun.Recipe);
        Assert.StartsWith($"The checkpoint {Run} cannot be used: state.msgpack cannot be read",
            Assert.Throws<FailureException>(() => trainer.State.Restore(Run)).Message, StringComparison.Ordinal);
        trainer.State.Save(Run);
        File.Delete(Path.Combine(Run, "generator.safetensors"));
        Assert.StartsWith($"The checkpoint {Run} cannot be used: generator.safetensors cannot be read",
            Assert.Throws<FailureException>(() => trainer.State.Restore(Run)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_is_told_with_path_and_bytes_and_leaves_what_was_there()
    {
        Directory.CreateDirectory(Run);
        File.WriteAllText(Path.Combine(Run, "old"), "old");
        var fault = Assert.Throws<FailureException>(() => AtomicFolder.Replace(
            Run,
            [("generator.safetensors", new byte[5_000_000])],
            create: _ => new FileStream("/dev/full", FileMode.Open, FileAccess.Write)));
        Assert.Matches($@"^The checkpoint {Run} cannot be written: generator\.safetensors, 5000000 bytes \(No space left on device.*\); "
            + "free space or name a folder that can be written.$", fault.Message);
        Assert.Equal(["run", "run/old"], _folder.Names());
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named()
    {
        File.WriteAllText(_folder.File("file"), "");
        using var trainer = TinyRun.Trainer(TinyRun.Recipe);
        var fault = Assert.Throws<FailureException>(() => trainer.State.Save(_folder.File("file/run")));
        Assert.StartsWith($"The checkpoint {_folder.File("file/run")} cannot be written", fault.Message, StringComparison.Ordinal);
    }

    private string SaveAndHash(Trainer trainer)
    {
        trainer.State.Save(_folder.File("compared"));
        return TinyRun.HashOf(_folder.File("compared"));
    }

    private static void RunTo(Trainer trainer, long step)
    {
        foreach (var _ in trainer.Run().TakeWhile(_ => trainer.Position.GlobalStep < step))
        {
        }
    }
}

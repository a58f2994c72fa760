using JsiGan.Models.Generator;
using JsiGan.Training.Checkpoints;
using JsiGan.Training.Recipes;
using JsiGan.Training.Tests.Distributed;
using static TorchSharp.torch;

namespace JsiGan.Training.Tests.Checkpoints;

public sealed class InitialWeightsTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("run")]
    [InlineData("run/checkpoint")]
    [InlineData("run/checkpoint/generator-ema.safetensors")]
    [InlineData("weights.safetensors")]
    public void A_run_begins_with_the_averaged_weights_of_another(string named)
    {
        var expected = SaveTrained();
        using var trainer = TinyRun.Trainer(Begun(named));
        Assert.Equal(expected, Predict(trainer));
    }

    [Fact]
    public void Float16_weights_are_widened()
    {
        SaveTrained();
        using (var network = TrainedGenerator.Load(_folder.File("run/checkpoint"), CPU))
            TrainedGenerator.Save(network, _folder.File("half.safetensors"), half: true);

        Assert.InRange(
            new FileInfo(_folder.File("half.safetensors")).Length,
            1, 0.8 * new FileInfo(_folder.File("weights.safetensors")).Length);
        using var full = TrainedGenerator.Load(_folder.File("weights.safetensors"), CPU);
        using var half = TrainedGenerator.Load(_folder.File("half.safetensors"), CPU);
        foreach (var (own, other) in full.parameters().Zip(half.parameters()))
        {
            using var scope = NewDisposeScope();
            Assert.InRange((own - other).abs().max().item<float>(), 0, own.abs().max().item<float>() / 1024);
        }
    }

    [Fact]
    public void A_worker_needs_no_file_when_another_has_it_and_a_resumed_run_needs_none()
    {
        var expected = SaveTrained();
        var begun = Begun("run");
        var ranks = Ranks.Run(2, begun.Batch, BatchStatistics.Global, workers =>
        {
            using var trainer = new Trainer(
                workers.Rank == 0 ? begun : begun with { Init = "elsewhere" }, new GradientPatches(), [TinyRun.Crop()], CPU,
                TimeProvider.System, TinyRun.Sizes, workers);
            trainer.State.BroadcastState(0);
            return Predict(trainer);
        });
        Assert.All(ranks, rank => Assert.Equal(expected, rank));

        using (var trainer = TinyRun.Trainer(begun))
            trainer.State.Save(_folder.File("second"));

        Directory.Delete(_folder.File("run"), recursive: true);
        using var resumed = TinyRun.Trainer(begun);
        resumed.State.Restore(_folder.File("second"));
        Assert.Equal(expected, Predict(resumed));
    }

    [Fact]
    public void Weights_of_another_architecture_are_refused_with_every_difference()
    {
        using (var network = new JsiNet(new JsiNetOptions { Scale = 4, Channels = 8, DetailRestoration = false }))
            TrainedGenerator.Save(network, _folder.File("other.safetensors"), half: false);

        using var trainer = TinyRun.Trainer(Begun("other.safetensors"));
        var fault = Assert.Throws<UsageException>(() => trainer.Run().First());
        Assert.EndsWith(
            "does not fit the recipe: model.scale is 4 in the generator, 2 in the recipe, "
            + "the number of feature channels is 8 in the generator, 4 in the recipe, "
            + "model.detail-restoration is false in the generator, true in the recipe; change the recipe, name another generator, or "
            + "set init to none.",
            fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_do_not_exist_are_refused_by_name()
    {
        var fault = Assert.Throws<UsageException>(() => new InitialWeights(Begun("nothing")).Check());
        Assert.Contains("nothing, which does not exist; name a run's folder", fault.Message, StringComparison.Ordinal);
        var recipe = TinyRun.Recipe with { Init = "pretrained", Model = new ModelOptions { Scale = 1 } };
        fault = Assert.Throws<UsageException>(() => new InitialWeights(recipe, _folder.File("shipped")).Check());
        Assert.Contains("No pretrained generator of scale 1 comes with this build", fault.Message, StringComparison.Ordinal);
        new InitialWeights(TinyRun.Recipe).Check();
    }

    [Fact]
    public void A_pretrained_generator_is_found_by_its_scale()
    {
        Directory.CreateDirectory(_folder.File("shipped"));
        using (var shipped = new JsiNet(new JsiNetOptions { Channels = 4 }))
        {
            TrainedGenerator.Save(shipped, _folder.File("shipped/jsinet-x2.safetensors"), half: true);
            using var network = new JsiNet(new JsiNetOptions { Channels = 4 });
            new InitialWeights(TinyRun.Recipe with { Init = "pretrained" }, _folder.File("shipped")).CopyTo(network);
            using var scope = NewDisposeScope();
            foreach (var (own, other) in shipped.parameters().Zip(network.parameters()))
                Assert.InRange((own - other).abs().max().item<float>(), 0, own.abs().max().item<float>() / 1024);
        }
    }

    private Recipe Begun(string named) => TinyRun.Recipe with { Init = _folder.File(named), Seed = 99, Ema = 0.5 };

    /// <summary>Saves a run of three steps, and the generator that predicts alone.</summary>
    private float[] SaveTrained()
    {
        using var trainer = TinyRun.Trainer(TinyRun.AveragedRecipe);
        _ = trainer.Run().OfType<StepDone>().Take(3).Count();
        trainer.State.Save(_folder.File("run/checkpoint"));
        using var network = TrainedGenerator.Load(_folder.File("run/checkpoint"), CPU);
        TrainedGenerator.Save(network, _folder.File("weights.safetensors"), half: false);
        return Predict(trainer);
    }

    private static float[] Predict(Trainer trainer)
    {
        var crop = TinyRun.Crop();
        var prediction = new float[crop.Hdr.Length];
        trainer.Predict(crop, prediction);
        return prediction;
    }
}

using JsiGan.Models.Generator;
using JsiGan.Training.Fitting;
using JsiGan.Training.Losses;
using JsiGan.Training.Recipes;
using JsiGan.Training.Tests.Distributed;
using TorchSharp;
using static TorchSharp.torch;

namespace JsiGan.Training.Tests.Fitting;

public sealed class OutputFitTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private static Recipe Recipe { get; } = TinyRun.AveragedRecipe with { FitOutput = 6 };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public void A_known_last_convolution_is_recovered(bool detail, bool contrast)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        random.manual_seed(5);
        var options = new JsiNetOptions { Channels = 4, DetailRestoration = detail, LocalContrast = contrast };
        using var network = new JsiNet(options);
        network.to(ScalarType.Float64);
        var weight = network.state_dict()["ir.conv2.weight"];
        var bias = network.state_dict()["ir.conv2.bias"];
        bias.fill_(0.2);
        var expected = (Weight: weight.clone(), Bias: bias.clone());
        (Tensor Sdr, Tensor Hdr)[] patches = [.. Enumerable.Range(0, 4).Select(i =>
        {
            var sdr = tensor(GoldenRandom.Uniform(i, 3 * 20 * 20, 0.2, 0.9), [1, 3, 20, 20]).to(ScalarType.Float64);
            return (sdr, network.call(sdr));
        })];
        weight.mul_(0.5);
        bias.zero_();
        new OutputFit { Ridge = 1e-13, GreyWeight = 0 }.Apply(network, patches);
        Assert.InRange((weight - expected.Weight).abs().max().item<double>(), 0, 1e-6);
        Assert.InRange((bias - expected.Bias).abs().max().item<double>(), 0, 1e-6);
    }

    [Fact]
    public void The_fit_lowers_the_loss_of_its_patches()
    {
        var (before, after) = (Loss(weightOfGrey: 0, patches: 0), Loss(weightOfGrey: 0, patches: 6));
        Assert.True(after < 0.25 * before, $"the loss of the patches was {before} and is {after}");
    }

    [Fact]
    public void Patches_without_colours_keep_greys_grey()
    {
        var (without, with) = (Cast(weightOfGrey: 0), Cast(weightOfGrey: 4));
        Assert.True(with < 0.5 * without, $"Cb and Cr of greys are off by {without} without these patches and by {with} with them");
    }

    [Fact]
    public void The_average_begins_with_the_fitted_weights()
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        using var trainer = TinyRun.Trainer(Recipe);
        using var plain = TinyRun.Trainer(Recipe with { FitOutput = 0 });
        trainer.Initialize();
        plain.Initialize();
        var (x, _) = Patch(0);
        var fitted = trainer.State.Generator.Network.call(x);
        Assert.Equal(0, (trainer.State.Predictor.call(x) - fitted).abs().max().item<float>());
        Assert.True((plain.State.Predictor.call(x) - fitted).abs().max().item<float>() > 0.01);
    }

    [Fact]
    public void Zero_patches_read_nothing_and_leave_every_weight()
    {
        var patches = new GradientPatches();
        using var fitted = TinyRun.Trainer(Recipe with { FitOutput = 0 }, patches);
        fitted.State.Save(_folder.File("none"));
        Assert.Empty(patches.Reads);
        using var plain = TinyRun.Trainer(TinyRun.AveragedRecipe);
        plain.State.Save(_folder.File("plain"));
        Assert.Equal(TinyRun.HashOf(_folder.File("plain")), TinyRun.HashOf(_folder.File("none")));
    }

    [Fact]
    public void Two_workers_begin_with_the_weights_of_one()
    {
        using (var alone = TinyRun.Trainer(Recipe))
            alone.State.Save(_folder.File("alone"));

        _ = Ranks.Run(2, Recipe.Batch, BatchStatistics.Global, workers =>
        {
            using var trainer = new Trainer(
                Recipe, new GradientPatches(), [TinyRun.Crop()], CPU, TimeProvider.System, TinyRun.Sizes, workers);
            trainer.State.BroadcastState(0);
            trainer.State.Save(_folder.File($"rank-{workers.Rank}"));
            return true;
        });
        Assert.All(
            (int[])[0, 1],
            rank => Assert.Equal(TinyRun.HashOf(_folder.File("alone")), TinyRun.HashOf(_folder.File($"rank-{rank}"))));
    }

    [Fact]
    public void A_resumed_run_is_not_fitted_again()
    {
        using (var first = TinyRun.Trainer(Recipe))
        {
            _ = first.Run().First();
            first.State.Save(_folder.File("first"));
        }

        var patches = new GradientPatches();
        using var resumed = TinyRun.Trainer(Recipe, patches);
        resumed.State.Restore(_folder.File("first"));
        resumed.State.Save(_folder.File("again"));
        Assert.Empty(patches.Reads);
        Assert.Equal(TinyRun.HashOf(_folder.File("first")), TinyRun.HashOf(_folder.File("again")));
    }

    /// <summary>Mean reconstruction loss of a generator on the patches that it was fitted to.</summary>
    private static double Loss(double weightOfGrey, int patches) => Measure(weightOfGrey, patches, network => Enumerable.Range(0, 6)
        .Average(position => Patch(position) is var (x, y) ? Reconstruction.Loss(network.call(x), y).item<float>() : 0));

    /// <summary>Mean error of Cb and Cr of the patches without their colours.</summary>
    private static double Cast(double weightOfGrey) =>
        Measure(weightOfGrey, patches: 6, network => Enumerable.Range(0, 6).Average(position =>
        {
            var (x, _) = Patch(position);
            x.narrow(1, 1, 2).fill_(128.0 / 255);
            return (network.call(x).narrow(1, 1, 2) - (512.0 / 1023)).abs().mean().item<float>();
        }));

    private static double Measure(double weightOfGrey, int patches, Func<JsiNet, double> measure)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        using var trainer = TinyRun.Trainer(Recipe with { FitOutput = 0 });
        trainer.Initialize();
        var network = trainer.State.Generator.Network;
        new OutputFit { GreyWeight = weightOfGrey }.Apply(network, new GradientPatches(), patches, CPU);
        return measure(network);
    }

    private static (Tensor Sdr, Tensor Hdr) Patch(long position)
    {
        var source = new GradientPatches();
        var (sdr, hdr) = (new byte[source.Geometry.LowSamples], new ushort[source.Geometry.HighSamples]);
        source.Read(position, 1, sdr, hdr);
        return (
            tensor(Array.ConvertAll(sdr, code => code / 255f), [1, 3, 16, 16]),
            tensor(Array.ConvertAll(hdr, code => code / 1023f), [1, 3, 32, 32]));
    }
}

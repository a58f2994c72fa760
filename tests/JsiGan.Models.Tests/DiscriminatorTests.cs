using JsiGan.KnownAnswers;
using JsiGan.Models.Discriminators;

namespace JsiGan.Models.Tests;

public sealed class DiscriminatorTests
{
    [Theory]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Float32)]
    public void Two_training_passes_and_an_evaluation_pass_are_the_known_answer(ScalarType type) =>
        NetworkAnswers.Discriminator(new AnswerCheck(), CPU, type);

    [Theory]
    [InlineData(160, 13_713_602)]
    [InlineData(320, 33_374_402)]
    public void Size_decides_the_number_of_parameters(int size, long expected)
    {
        using var network = new Discriminator(new DiscriminatorOptions { Size = size });
        Assert.Equal(expected, TestTensors.Count(network));
    }

    [Theory]
    [InlineData(100, "96 or 128")]
    [InlineData(16, "32 or 64")]
    [InlineData(0, "32 or 64")]
    public void Size_that_32_does_not_divide_is_refused_with_the_nearest_that_it_does(int size, string suggestion)
    {
        var fault = Assert.Throws<ArgumentException>(() => new Discriminator(new DiscriminatorOptions { Size = size }));
        Assert.Contains($"{size} pixels; 32 must divide it: take {suggestion}", fault.Message);
    }

    [Fact]
    public void Image_of_another_size_is_refused_with_both_sizes()
    {
        using var scope = NewDisposeScope();
        using var network = new Discriminator(new DiscriminatorOptions { Size = 32, Channels = 2 });
        var fault = Assert.Throws<ArgumentException>(() => network.call(zeros(1, 3, 64, 48)));
        Assert.Contains("[1, 3, 64, 48]", fault.Message);
        Assert.Contains("[N, 3, 32, 32]", fault.Message);
    }

    [Theory]
    [InlineData(32)]
    [InlineData(96)]
    public void Logit_and_features_have_the_shapes_of_figure_3(int size)
    {
        using var scope = NewDisposeScope();
        using var network = new Discriminator(new DiscriminatorOptions { Size = size, Channels = 2 });
        using var output = network.call(rand(3, 3, size, size));
        Assert.Equal([3, 1], output.Logit.shape);
        for (var i = 1; i <= 4; i++)
            Assert.Equal([3, 2 << (i - 1), size >> i, size >> i], output.Features[i - 1].shape);
    }

    [Fact]
    public void Batch_norm_on_the_logit_makes_the_means_of_two_batches_equal_and_its_absence_does_not()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(0, Distance(normalised: true), 5);
        Assert.NotEqual(0, Distance(normalised: false), 5);

        static double Distance(bool normalised)
        {
            random.manual_seed(7);
            using var network = new Discriminator(new DiscriminatorOptions { Size = 32, Channels = 4, LogitBatchNorm = normalised });
            using var real = network.call(rand(6, 3, 32, 32));
            using var fake = network.call(rand(6, 3, 32, 32).square());
            return real.Logit.mean().item<float>() - fake.Logit.mean().item<float>();
        }
    }

    [Fact]
    public void Initial_weights_are_cut_at_two_deviations_and_a_seed_makes_them_again()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(8);
        using var first = new Discriminator(new DiscriminatorOptions { Size = 32, Channels = 8 });
        random.manual_seed(8);
        using var second = new Discriminator(new DiscriminatorOptions { Size = 32, Channels = 8 });
        Tensor weight = first.named_parameters().Single(entry => entry.name == "blocks.3.conv1.weight").parameter;
        Assert.InRange(weight.abs().max().item<float>(), 0.03f, 0.04f);
        Assert.Equal(0.0176, weight.std().item<float>(), 3);
        foreach (var (a, b) in first.parameters().Concat(first.buffers()).Zip(second.parameters().Concat(second.buffers())))
            TestTensors.AssertClose(a, b, 0);
    }
}

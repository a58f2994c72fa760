using JsiGan.Models.Generator;
using static TorchSharp.torch.nn;

namespace JsiGan.Models.Tests;

public sealed class InputStartTests
{
    private const int Border = 8;

    [Theory]
    [InlineData(1, true, true)]
    [InlineData(2, true, true)]
    [InlineData(4, true, true)]
    [InlineData(2, false, true)]
    [InlineData(2, true, false)]
    [InlineData(4, false, false)]
    public void The_first_prediction_is_the_up_sampled_input_in_hdr_codes(int scale, bool detail, bool contrast)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        using var network = Started(
            new JsiNetOptions { Scale = scale, Channels = 16, DetailRestoration = detail, LocalContrast = contrast });
        var input = Smooth();
        using var parts = network.ForwardParts(input);
        var upSampled = functional.interpolate(input, scale_factor: [scale, scale], mode: InterpolationMode.Bilinear);
        var codes = (upSampled * Column(0.50f, 0.42f, 0.26f)) + Column(0.146f, 0.2897f, 0.3700f);
        Assert.InRange(Distance(parts.Image, codes / (contrast ? 2 / (1 + MathF.Exp(-0.5f)) : 1)), 0, 0.05);
        Assert.Equal(detail, parts.Detail is not null);
        if (parts.Detail is not null)
            Assert.Equal(0, parts.Detail.abs().max().item<float>());

        Assert.Equal(contrast, parts.Contrast is not null);
        if (parts.Contrast is not null)
        {
            var mean = functional.avg_pool2d(GuidedFilter.Base(input), 9, stride: 1, padding: 4);
            Assert.InRange(Distance(parts.Contrast, functional.interpolate(2 * mean.sigmoid(), scale_factor: [scale, scale])), 0, 1e-5);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void All_sub_pixels_of_a_channel_without_the_image_have_one_kernel(int scale)
    {
        using var scope = NewDisposeScope();
        using var network = Started(new JsiNetOptions { Scale = scale, Channels = 16 });
        var kernels = network.state_dict()["ir.conv1.weight"].view(16, scale * scale, 16, 3, 3);
        Assert.Equal(0, (kernels - kernels.narrow(1, 0, 1)).narrow(0, 3, 13).abs().max().item<float>());
        Assert.Equal(Math.Sqrt(2.0 / (9 * 32)), kernels.narrow(0, 3, 13).std().item<float>(), 1e-2);
    }

    [Fact]
    public void Everything_learns_after_the_first_updates()
    {
        using var scope = NewDisposeScope();
        using var network = Started(new JsiNetOptions { Channels = 8 });
        using var optimizer = optim.Adam(network.parameters(), 1e-3);
        for (var step = 0; step < 3; step++)
        {
            optimizer.zero_grad();
            network.call(Smooth()).square().mean().backward();
            optimizer.step();
        }

        foreach (var (name, parameter) in network.named_parameters().Select(entry => (entry.name, (Tensor)entry.parameter)))
            Assert.True(parameter.grad is not null && parameter.grad.abs().max().item<float>() > 0, $"{name} has no gradient.");
    }

    [Fact]
    public void A_generator_too_narrow_for_an_image_is_refused()
    {
        using var network = new JsiNet(new JsiNetOptions { Channels = 2 });
        var fault = Assert.Throws<ArgumentException>(() => InputStart.Apply(network));
        Assert.StartsWith("The generator has 2 feature channels, expected at least 3", fault.Message, StringComparison.Ordinal);
    }

    private static JsiNet Started(JsiNetOptions options)
    {
        random.manual_seed(3);
        var network = new JsiNet(options);
        InputStart.Apply(network);
        return network;
    }

    private static Tensor Column(params float[] values) => tensor(values).view(1, 3, 1, 1);

    /// <summary>An image without edges, 1 x 3 x 32 x 40, from 0.2 to 0.8.</summary>
    private static Tensor Smooth() => functional.interpolate(
        TestTensors.Uniform(7, [1, 3, 4, 5], 0.2, 0.8, ScalarType.Float32), scale_factor: [8, 8], mode: InterpolationMode.Bilinear);

    /// <summary>The mean absolute difference away from the borders, where zeros pad the image.</summary>
    private static float Distance(Tensor one, Tensor other)
    {
        var (height, width) = (one.shape[2] - (2 * Border), one.shape[3] - (2 * Border));
        return (one - other).narrow(2, Border, height).narrow(3, Border, width).abs().mean().item<float>();
    }
}

using JsiGan.Models.Generator;
using TorchSharp;

namespace JsiGan.Models.Tests;

public sealed class TiledInferenceTests
{
    [Theory]
    [InlineData(1, 40, 64)]
    [InlineData(2, 33, 50)]
    [InlineData(2, 200, 16)]
    [InlineData(4, 64, 64)]
    public void Tiled_prediction_is_that_of_the_whole_frame(int scale, int tileHeight, int tileWidth)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        random.manual_seed(3);
        using var network = new JsiNet(new JsiNetOptions { Scale = scale, Channels = 4 });
        network.to(ScalarType.Float64);
        var frame = TestTensors.Uniform(31, [1, 3, 97, 131], 0.2, 0.9);

        var whole = network.call(frame);
        var tiled = TiledInference.Predict(network, frame, tileHeight, tileWidth);
        TestTensors.AssertClose(whole, tiled, 1e-12);
    }

    [Fact]
    public void Halo_is_as_wide_as_the_receptive_field_and_no_wider()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(4);
        using var network = new JsiNet(new JsiNetOptions { Scale = 1, Channels = 4 });
        network.to(ScalarType.Float64);
        var frame = TestTensors.Uniform(32, [1, 3, 65, 85], 0.2, 0.9).requires_grad_(true);
        var (y, x) = (32, 42);
        network.call(frame).narrow(2, y, 1).narrow(3, x, 1).sum().backward();

        var reach = frame.grad!.abs().sum(1).squeeze(0);
        var rows = Touched(reach.sum([1]));
        var columns = Touched(reach.sum([0]));
        Assert.Equal((y - TiledInference.VerticalHalo, y + TiledInference.VerticalHalo), (rows[0], rows[^1]));
        Assert.Equal((x - TiledInference.HorizontalHalo, x + TiledInference.HorizontalHalo), (columns[0], columns[^1]));
    }

    [Fact]
    public void Empty_tile_is_refused()
    {
        using var scope = NewDisposeScope();
        using var network = new JsiNet(new JsiNetOptions { Channels = 4 });
        Assert.Throws<ArgumentOutOfRangeException>(() => TiledInference.Predict(network, zeros(1, 3, 8, 8), tileHeight: 0));
    }

    private static int[] Touched(Tensor line)
    {
        var values = line.data<double>().ToArray();
        return [.. Enumerable.Range(0, values.Length).Where(i => values[i] != 0)];
    }
}

using JsiGan.Imaging.Frames;
using JsiGan.Models.Generator;
using JsiGan.Training.Checkpoints;
using static TorchSharp.torch;

namespace JsiGan.Training.Tests.Checkpoints;

public sealed class TrainedGeneratorTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Theory]
    [InlineData(1, true, false)]
    [InlineData(2, true, true)]
    [InlineData(4, false, true)]
    public void A_file_of_weights_alone_tells_what_the_network_is_made_of(int scale, bool detail, bool contrast)
    {
        random.manual_seed(scale);
        var options = new JsiNetOptions { Scale = scale, Channels = 4, DetailRestoration = detail, LocalContrast = contrast };
        using var network = new JsiNet(options);
        using (var file = File.Create(_folder.File("generator.safetensors")))
            StoredFile.Of("generator", network).Write(file);

        using var loaded = TrainedGenerator.Load(_folder.File("generator.safetensors"), CPU);

        Assert.Equal(options, loaded.Options);
        var sdr = new Frame<byte>(24, 20);
        new Random(7).NextBytes(sdr.Samples);
        var (one, other) = (new FramePredictor(network, CPU).Predict(sdr), new FramePredictor(loaded, CPU, tile: 16).Predict(sdr));
        Assert.Equal((24 * scale, 20 * scale), (one.Width, one.Height));
        Assert.All(one.Samples.Zip(other.Samples), pair => Assert.InRange(pair.First - pair.Second, -1, 1));
    }

    public void Dispose() => _folder.Dispose();
}

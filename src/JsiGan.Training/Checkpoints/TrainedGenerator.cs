using JsiGan.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace JsiGan.Training.Checkpoints;

/// <summary>Brings back a generator alone, to predict with.</summary>
public static class TrainedGenerator
{
    private const string Name = "generator";
    private const string FileName = Name + ".safetensors";

    /// <param name="path">
    /// A checkpoint folder, or its generator.safetensors alone. What the network is made of follows from its tensors; the kind of detail
    /// layer does not, and is the folder's, or the standard one.
    /// </param>
    /// <param name="device">Where the network will live.</param>
    /// <returns>The network, which the caller disposes.</returns>
    /// <exception cref="FailureException">It is missing, altered or no generator.</exception>
    public static JsiNet Load(string path, Device device)
    {
        ArgumentNullException.ThrowIfNull(path);
        var detail = Directory.Exists(path) ? CheckpointFolder.Open(path).Recipe.Model.DetailLayer : new JsiNetOptions().DetailLayer;
        using var reader = new SafetensorsReader(Directory.Exists(path) ? Path.Combine(path, FileName) : path);
        var network = new JsiNet(OptionsOf(reader) with { DetailLayer = detail });
        try
        {
            network.to(device);
            network.eval();
            var file = StoredFile.Of(Name, network);
            file.Check(reader);
            file.Read(reader);
            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private static JsiNetOptions OptionsOf(SafetensorsReader reader)
    {
        // The image's own subnet is in every generator: 3 to C channels first, C to C s s before the pixel shuffle.
        if (reader.Find("ir.conv0.weight") is not { Shape: [> 0 and <= 4096 and var channels, 3, _, _] }
            || reader.Find("ir.conv1.weight") is not { Shape: [var shuffled, _, _, _] }
            || (shuffled / channels) is not (1 or 4 or 16))
        {
            throw SafetensorsHeader.Fault(reader.Path, "it holds no generator of JSI-GAN");
        }

        return new JsiNetOptions
        {
            Channels = (int)channels,
            Scale = (int)Math.Sqrt(shuffled / channels),
            DetailRestoration = Has("dr."),
            LocalContrast = Has("lce."),
        };

        bool Has(string subnet) => reader.Entries.Any(entry => entry.Name.StartsWith(subnet, StringComparison.Ordinal));
    }
}

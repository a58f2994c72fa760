using JsiGan.Core.Files;
using JsiGan.Models;
using JsiGan.Models.Generator;
using JsiGan.Training.Steps;
using TorchSharp;

namespace JsiGan.Training.Checkpoints;

/// <summary>Loads and saves a generator alone, for prediction or as the start of another run.</summary>
public static class TrainedGenerator
{
    private const string Name = "generator";
    private const string FileName = Name + ".safetensors";
    private const string AverageFileName = WeightAverage.Name + ".safetensors";

    /// <param name="path">
    /// A checkpoint folder, whose averaged weights are taken where its recipe has ema, or a file of weights alone, float32 or float16. The
    /// architecture follows from the tensors, except for the kind of detail layer, which is the checkpoint's, or the default for a file
    /// alone.
    /// </param>
    /// <param name="device">Where the network will live.</param>
    /// <returns>The network, which the caller disposes.</returns>
    /// <exception cref="FailureException">It is missing, altered or no generator.</exception>
    public static JsiNet Load(string path, Device device)
    {
        if (Directory.Exists(path))
            return Load(new CheckpointFolderFiles(path), device);

        using var reader = new SafetensorsReader(path);
        return Load(reader, new JsiNetOptions().DetailLayer, device);
    }

    /// <inheritdoc cref="Load(string, Device)"/>
    public static JsiNet Load(ICheckpointFiles files, Device device)
    {
        var recipe = Checkpoint.RecipeOf(files);
        var file = recipe.Ema > 0 ? AverageFileName : FileName;
        using var reader = new SafetensorsReader(files.Open(file), Path.Combine(files.Name, file));
        return Load(reader, recipe.Model.DetailLayer, device);
    }

    /// <summary>
    /// What a name in the file system stands for: a checkpoint folder, the one in a run's folder, or a file of weights; null if nothing.
    /// </summary>
    /// <param name="named">A run's folder, a checkpoint's, one that holds a generator.safetensors, or a file.</param>
    public static string? Find(string named)
    {
        if (File.Exists(named))
            return named;

        var generator = Path.Combine(named, FileName);
        return ((string[])[Path.Combine(named, CheckpointFolder.NameInRun), named]).FirstOrDefault(CheckpointFolder.Exists)
            ?? (File.Exists(generator) ? generator : null);
    }

    /// <summary>Writes a generator's weights alone, as a file that appears whole.</summary>
    /// <param name="network">The generator.</param>
    /// <param name="path">The file.</param>
    /// <param name="half">Whether as float16: half the size, 11 significant bits.</param>
    /// <exception cref="IOException">It cannot be written; an earlier file stays.</exception>
    public static void Save(JsiNet network, string path, bool half)
    {
        using var content = new MemoryStream();
        StoredFile.Of(Name, network).WriteWeights(content, half);
        AtomicFile.Write(path, content.GetBuffer().AsSpan(0, (int)content.Length));
    }

    private static JsiNet Load(SafetensorsReader reader, DetailLayer detail, Device device)
    {
        var network = new JsiNet(OptionsOf(reader) with { DetailLayer = detail });
        try
        {
            network.to(device);
            network.eval();
            StoredFile.Of(Name, network).ReadWeights(reader);
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

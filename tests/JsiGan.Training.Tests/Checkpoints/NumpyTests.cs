using System.Diagnostics;
using System.Runtime.InteropServices;
using JsiGan.Models.Generator;
using JsiGan.Training.Checkpoints;
using static TorchSharp.torch;

namespace JsiGan.Training.Tests.Checkpoints;

/// <summary>Other programs read what is exported: NumPy and a reader that was written from the format's specification.</summary>
public sealed class NumpyTests : IDisposable
{
    private const string Python = "/usr/bin/python3";

    private readonly TestFolder _folder = new();

    [Fact]
    public void Every_file_of_a_checkpoint_has_the_values_in_NumPy_that_it_has_here()
    {
        using var trainer = TinyRun.Trainer(TinyRun.Recipe);
        _ = trainer.Run().OfType<StepDone>().Take(8).Count();
        trainer.State.Save(_folder.File("checkpoint"));
        var files = Directory.GetFiles(_folder.File("checkpoint"), "*.safetensors");
        Assert.Equal(6, files.Length);
        foreach (var file in files)
        {
            var arrays = Read(file);
            using var reader = new SafetensorsReader(file);
            Assert.Equal(reader.Entries.Count, Directory.GetFiles(arrays).Length);
            foreach (var (entry, place) in reader.Entries.Select((entry, place) => (entry, place)))
            {
                var array = Npy.Read(Path.Combine(arrays, $"{place}.npy"));
                Assert.Equal(entry.Shape.Count == 0 ? [1] : entry.Shape, array.Shape);
                Assert.Equal(Values(reader, entry), array.Values);
            }
        }
    }

    [Fact]
    public void A_file_that_NumPy_wrote_is_read_as_the_same_network()
    {
        random.manual_seed(5);
        using var network = new JsiNet(new JsiNetOptions { Channels = 4 });
        using (var file = File.Create(_folder.File("ours.safetensors")))
            StoredFile.Of("generator", network).Write(file);

        Read(_folder.File("ours.safetensors"));

        using var theirs = TrainedGenerator.Load(_folder.File("ours.safetensors.again"), CPU);
        Assert.Equal(network.state_dict().Keys, theirs.state_dict().Keys);
        Assert.All(network.state_dict().Zip(theirs.state_dict()), pair => Assert.True(pair.First.Value.Equals(pair.Second.Value)));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>The folder with the arrays that NumPy finds in a file.</summary>
    private static string Read(string file)
    {
        var folder = Directory.CreateDirectory(file + ".arrays").FullName;
        var script = Path.Combine(Repository.Root, "tests", "JsiGan.Training.Tests", "Checkpoints", "safetensors_numpy.py");
        var start = new ProcessStartInfo(Python, [script, file, file + ".again", folder]) { RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{error}\nThis test needs Debian's package python3-numpy.");
        return folder;
    }

    private static float[] Values(SafetensorsReader reader, SafetensorsEntry entry)
    {
        var bytes = new byte[entry.Length];
        reader.Read(entry, bytes);
        return entry.Type switch
        {
            "F32" => MemoryMarshal.Cast<byte, float>(bytes).ToArray(),
            "I64" => [.. MemoryMarshal.Cast<byte, long>(bytes).ToArray().Select(value => (float)value)],
            _ => throw new InvalidDataException($"{entry.Name} is {entry.Type}."),
        };
    }
}

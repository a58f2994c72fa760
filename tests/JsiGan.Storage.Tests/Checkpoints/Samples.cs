using JsiGan.Storage.Checkpoints;
using JsiGan.Storage.Runs;

namespace JsiGan.Storage.Tests.Checkpoints;

/// <summary>Runs and checkpoints to store.</summary>
internal static class Samples
{
    public static NewRun Run(string name = "tiny") =>
        new(name, "tiny", "name: tiny\n", new string('0', 64), 12, "/runs/tiny", "/", """{"recipe": "tiny.yaml"}""");

    /// <summary>A checkpoint of two files.</summary>
    /// <param name="step">Its step.</param>
    /// <param name="seed">Of its bytes.</param>
    /// <param name="bytes">Length of the larger file.</param>
    /// <param name="psnr">Its score; null for none.</param>
    public static CheckpointParts Checkpoint(long step, int seed, int bytes = 3_000_000, double? psnr = null)
    {
        var (generator, state) = (new byte[bytes], new byte[100]);
        new Random(seed).NextBytes(generator);
        new Random((seed * 31) + (int)step).NextBytes(state);
        return Of(step, psnr, new CheckpointPart("generator.safetensors", generator), new CheckpointPart("state.msgpack", state));
    }

    public static CheckpointParts Of(long step, double? psnr, params CheckpointPart[] parts) => new(
        new CheckpointDescription
        {
            Step = step,
            Stage = 1,
            Epoch = 1,
            Architecture = "x2",
            Scores = psnr is { } score ? new Dictionary<string, double> { ["psnr"] = score } : new Dictionary<string, double>(),
            Metadata = new Dictionary<string, string> { ["host"] = "here" },
        },
        parts);

    /// <summary>The bytes of all files, in order, to compare.</summary>
    public static byte[] Bytes(CheckpointParts parts) => [.. parts.Parts.SelectMany(part => part.Bytes.ToArray())];
}

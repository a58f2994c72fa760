using JsiGan.Testing;

namespace JsiGan.Cli.Tests.Process;

/// <summary>A folder with the smallest recipe that goes through everything: both stages, two epochs each, on a clip of 128x128.</summary>
internal sealed class TinyRun : IDisposable
{
    public const string Recipe = """
        name: tiny
        seed: 3
        batch: 2
        threads: 1
        data:
          validation-every: 2
          synthesize: { width: 128, height: 128, frames: 4, seed: 5 }
        patch: { low-size: 16 }
        stage1: { epochs: 2, patches-per-epoch: 8, learning-rate: 5e-4, schedule: constant }
        stage2: { epochs: 2, patches-per-epoch: 4, learning-rate: 1e-6, schedule: constant }
        validation: { crops: 2, crop-size: 24 }
        """;

    private readonly TestFolder _folder = new();

    public TinyRun() => Write(Recipe);

    public string Path => _folder.Path;

    public string File(string name) => _folder.File(name);

    /// <summary>Replaces the recipe tiny.yaml.</summary>
    public void Write(string recipe) => System.IO.File.WriteAllText(File("tiny.yaml"), recipe);

    /// <summary>`jsigan train tiny.yaml` with more arguments, in this folder.</summary>
    public CliResult Train(params string[] arguments) => Cli.Run(Path, ["train", "tiny.yaml", .. arguments]);

    /// <summary>Names of all files in the folder but the recipe.</summary>
    public IReadOnlyList<string> Left() => [.. _folder.Names().Where(name => name != "tiny.yaml")];

    public void Dispose() => _folder.Dispose();
}

using JsiGan.Testing;

namespace JsiGan.Cli.Tests.Process;

/// <summary>`jsigan env`, and the libtorch that JSIGAN_LIBTORCH names: used, or refused in a sentence.</summary>
public sealed class LibTorchTests : IDisposable
{
    private readonly TestFolder _folder = new();

    /// <summary>The libtorch of the package cache, to which the output folder links.</summary>
    private static string PackageFolder =>
        Path.GetDirectoryName(File.ResolveLinkTarget(Path.Combine(AppContext.BaseDirectory, "libtorch.so"), true)!.FullName)!;

    [Fact]
    public void Env_names_every_part_with_its_version_and_place()
    {
        var result = Cli.Run(_folder.Path, "env");
        Assert.Equal(0, result.ExitCode);
        var lines = result.Output.TrimEnd().Split('\n');
        Assert.Matches(@"^jsigan +\d+\.\d+\.\d+ +/", lines[0]);
        Assert.Matches(@"^\.NET +10\.\d+\.\d+ +/", lines[1]);
        Assert.Matches(@"^TorchSharp +0\.107\.0 +/", lines[2]);
        Assert.Matches($@"^libtorch +2\.10\.0 +{PackageFolder}$", lines[3]);
        string[] names = ["CUDA runtime", "NCCL", "Gloo", "ffmpeg", "PostgreSQL", "cpu"];
        Assert.All(names, name => Assert.Contains(lines, line => line.StartsWith(name + " ", StringComparison.Ordinal)));
        Assert.Matches(@"Gloo +\S+ +/.*libgloo", result.Output);
        Assert.Matches(@"ffmpeg +\d\S* +/", result.Output);
        Assert.Matches(@"PostgreSQL +\d+\.\d+ +/", result.Output);
    }

    [Fact]
    public void A_libtorch_of_the_machine_is_used()
    {
        var library = Directory.CreateDirectory(_folder.File("libtorch/lib")).FullName;
        foreach (var file in Directory.GetFiles(PackageFolder, "*.so*"))
            File.CreateSymbolicLink(Path.Combine(library, Path.GetFileName(file)), file);

        var result = Cli.RunCopy(BuildWithoutLibTorch(), With(_folder.File("libtorch")), _folder.Path, "env");
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Matches(@"libtorch +2\.10\.0 +/.*\(JSIGAN_LIBTORCH\)", result.Output);
    }

    [Fact]
    public void A_folder_without_libtorch_is_refused() =>
        Cli.RunCopy(BuildWithoutLibTorch(), With(_folder.Path), _folder.Path, "env")
            .IsRefused(2, $"JSIGAN_LIBTORCH is {_folder.Path}", "holds no libtorch.so", "torch/lib");

    [Fact]
    public void A_damaged_libtorch_is_named()
    {
        foreach (var library in new[] { "libc10.so", "libtorch_cpu.so", "libtorch.so" })
            File.WriteAllText(_folder.File(library), "no library");

        Cli.RunCopy(BuildWithoutLibTorch(), With(_folder.Path), _folder.Path, "env")
            .IsRefused(1, _folder.File("libc10.so"), "did not load");
    }

    [Fact]
    public void A_build_that_brings_its_own_libtorch_refuses_another() =>
        Cli.Run(_folder.Path, With(PackageFolder), "env").IsRefused(2, "brings its own libtorch", "-p:LibTorch=none");

    public void Dispose() => _folder.Dispose();

    private static Dictionary<string, string?> With(string folder) => new() { ["JSIGAN_LIBTORCH"] = folder };

    /// <summary>A copy of the program as -p:LibTorch=none builds it.</summary>
    private string BuildWithoutLibTorch()
    {
        var program = Directory.CreateDirectory(_folder.File("program")).FullName;
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory).Where(file => File.ResolveLinkTarget(file, false) is null))
            File.Copy(file, Path.Combine(program, Path.GetFileName(file)));

        return Path.Combine(program, "JsiGan.Cli");
    }
}

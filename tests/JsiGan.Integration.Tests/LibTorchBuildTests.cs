using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace JsiGan.Integration.Tests;

/// <summary>eng/LibTorch.targets: one libtorch for all projects, and a libLibTorchSharp.so that loads on this system.</summary>
public sealed class LibTorchBuildTests : IDisposable
{
    private const string Name = "libLibTorchSharp.so";
    private readonly TestFolder _folder = new();

    private static string Built => Path.Combine(AppContext.BaseDirectory, Name);

    private static string TorchSharpPackage =>
        Path.Combine(LibTorchPackage, "..", "..", "..", "..", "..", "torchsharp", "0.107.0");

    private static string LibTorchPackage =>
        Path.GetDirectoryName(File.ResolveLinkTarget(Path.Combine(AppContext.BaseDirectory, "libtorch.so"), true)!.FullName)!;

    [Fact]
    public void The_output_folder_links_to_the_libtorch_of_the_package_cache_and_copies_nothing()
    {
        foreach (var library in new[] { "libtorch.so", "libtorch_cpu.so", "libc10.so" })
        {
            var target = new FileInfo(Path.Combine(AppContext.BaseDirectory, library)).LinkTarget;
            Assert.True(target is not null && File.Exists(target), $"{library} is no link to a file, but {target ?? "a file"}");
        }
    }

    [Fact]
    public void The_built_copy_loads() => NativeLibrary.Free(NativeLibrary.Load(Built));

    [Fact]
    public void The_package_cache_is_as_the_package_delivered_it()
    {
        using var package = ZipFile.OpenRead(Directory.GetFiles(TorchSharpPackage, "*.nupkg").Single());
        using var entry = package.GetEntry($"runtimes/linux-x64/native/{Name}")!.Open();
        using var delivered = new MemoryStream();
        entry.CopyTo(delivered);
        Assert.Equal(delivered.ToArray(), File.ReadAllBytes(Path.Combine(TorchSharpPackage, "runtimes", "linux-x64", "native", Name)));
    }

    [Fact]
    public void Marking_changes_a_copy_into_the_built_one_and_a_second_time_nothing()
    {
        var copy = _folder.File(Name);
        File.Copy(Path.Combine(TorchSharpPackage, "runtimes", "linux-x64", "native", Name), copy);
        var written = File.GetLastWriteTimeUtc(copy);
        Mark(copy);
        Assert.Equal(File.ReadAllBytes(Built), File.ReadAllBytes(copy));
        // Otherwise the next build would consider it changed and copy it again.
        Assert.Equal(written, File.GetLastWriteTimeUtc(copy));
        AssertUntouched(copy);
    }

    [Fact]
    public void A_library_that_needs_no_mark_is_left_alone()
    {
        var copy = _folder.File("libc10.so");
        File.Copy(Path.Combine(LibTorchPackage, "libc10.so"), copy);
        AssertUntouched(copy);
    }

    [Theory]
    [InlineData("cpu", "libtorch-cpu-linux-x64")]
    [InlineData("cuda", "TorchSharp-cuda-linux")]
    public void One_property_selects_the_package(string libTorch, string package) =>
        Assert.Contains($"\"{package}\"", MsBuild($"-p:LibTorch={libTorch}", "-getItem:PackageReference").Output, StringComparison.Ordinal);

    [Fact]
    public void Another_word_is_refused()
    {
        var (code, output) = MsBuild("-t:CheckLibTorch", "-p:LibTorch=rocm");
        Assert.NotEqual(0, code);
        Assert.Contains("LibTorch is 'rocm'; expected cpu, cuda or none.", output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static void AssertUntouched(string library)
    {
        var (bytes, written) = (File.ReadAllBytes(library), File.GetLastWriteTimeUtc(library));
        Mark(library);
        Assert.Equal(bytes, File.ReadAllBytes(library));
        Assert.Equal(written, File.GetLastWriteTimeUtc(library));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(library)!));
    }

    private static void Mark(string library)
    {
        var (code, output) = MsBuild("-t:MarkLibrary", $"-p:Library={library}");
        Assert.True(code == 0, output);
    }

    private static (int Code, string Output) MsBuild(params string[] arguments)
    {
        var project = Path.Combine(Repository.Root, "src", "JsiGan.Models", "JsiGan.Models.csproj");
        var start = new ProcessStartInfo("dotnet", ["msbuild", project, "-nologo", "-nodeReuse:false", .. arguments])
        {
            RedirectStandardOutput = true,
        };
        // MSBuild would use variables inherited from the test host.
        foreach (var name in start.Environment.Keys.Where(key => key.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);

        start.Environment.Remove("LibTorch");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}

using System.Runtime.InteropServices;

namespace JsiGan.Training;

/// <summary>
/// Loads an installed libtorch (PyTorch's torch/lib, an unpacked libtorch), named by the environment variable JSIGAN_LIBTORCH, before
/// TorchSharp loads its own. The dynamic linker then resolves the libraries' names to the loaded ones.
/// Without the variable TorchSharp finds the libtorch beside the program.
/// </summary>
public static class LibTorch
{
    public const string Variable = "JSIGAN_LIBTORCH";

    private const string Marker = "libtorch.so";

    // In the order of their dependencies, so that a failure names the broken library. The CUDA libraries exist in CUDA builds only.
    private static readonly string[] Order = ["libc10.so", "libtorch_cpu.so", "libc10_cuda.so", "libtorch_cuda.so", Marker];

    /// <summary>The folder of libtorch.</summary>
    public static string Folder => Named is { } named ? FolderOf(named) : AppContext.BaseDirectory;

    private static string? Named => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : null;

    /// <summary>Loads the libtorch that <see cref="Variable"/> names, if it is set. Call it before anything of TorchSharp.</summary>
    /// <exception cref="UsageException">The folder holds no libtorch, or this build brings its own.</exception>
    /// <exception cref="FailureException">The libraries do not load, or are not those that TorchSharp was built against.</exception>
    public static void Load()
    {
        if (Named is not { } named)
            return;

        var folder = FolderOf(named);
        if (File.Exists(Path.Combine(AppContext.BaseDirectory, Marker)))
        {
            throw new UsageException(
                $"{Variable} is {named}, but this build brings its own libtorch; "
                + "build with -p:LibTorch=none (./jsigan does), or unset it.");
        }

        foreach (var library in Order.Select(name => Path.Combine(folder, name)).Where(File.Exists))
            Load(library);

        Load(Path.Combine(AppContext.BaseDirectory, "libLibTorchSharp.so"));
    }

    private static string FolderOf(string named) =>
        new[] { named, Path.Combine(named, "lib") }.FirstOrDefault(f => File.Exists(Path.Combine(f, Marker)))
        ?? throw new UsageException(
            $"{Variable} is {named}, which holds no {Marker}; name the folder that does, such as torch/lib of a PyTorch installation.");

    private static void Load(string library)
    {
        try
        {
            NativeLibrary.Load(library);
        }
        catch (DllNotFoundException fault)
        {
            var reason = fault.Message.Split('\n').First(line => line.Trim().Length > 0).Trim();
            throw new FailureException(
                $"{library} did not load with the libtorch of {Variable}: {reason} TorchSharp 0.107 is built against libtorch 2.10.",
                fault);
        }
    }
}

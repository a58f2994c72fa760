using System.Globalization;
using System.Runtime.InteropServices;
using JsiGan.Runtime.Inspection;
using JsiGan.Training;
using static TorchSharp.torch;

namespace JsiGan.Benchmarks.Benches.GpuCheck.Parts;

/// <summary>Whether TorchSharp works with this machine's libtorch, and what device there is.</summary>
internal static class LoadPart
{
    // Needs a newer libstdc++ than Debian 12's, and is never called (eng/MarkVersionNeedWeak.cs).
    private const string NeverCalled = "_ZSt21ios_base_library_initv";
    private const int NamesShown = 12;

    public static void Run(PartContext context)
    {
        context.Check("load.libtorch", () => $"{LibTorch.Folder}: {Multiply(CPU)}");
        context.Check("load.environment", () => string.Join("; ", EnvironmentReport.Read()
            .Select(part => $"{part.Name} {part.Version} {part.Source}".TrimEnd())));
        context.Check("load.symbols", Symbols);
        context.Check("load.device", () => context.OnGpu
            ? string.Create(CultureInfo.InvariantCulture,
                $"{context.Device}: {Gpu.Name(device(context.Device).index)}, 1 of {cuda.device_count()}, cuDNN "
                + $"{(cuda.is_cudnn_available() ? "available" : "missing")}: {Multiply(device(context.Device))}")
            : $"cpu, {Environment.ProcessorCount} cores; libtorch sees no GPU");
    }

    // TorchSharp's library is bound lazily: a function that this libtorch lacks would end the process when it is first called.
    private static string Symbols()
    {
        var library = Path.Combine(AppContext.BaseDirectory, "libLibTorchSharp.so");
        var handle = NativeLibrary.Load(library);
        var needed = ElfSymbols.Needed(library);
        var missing = needed.Where(name => name != NeverCalled && !NativeLibrary.TryGetExport(handle, name, out _)).ToList();
        if (missing.Count > 0)
        {
            Console.Error.WriteLine(string.Join('\n', missing));
            throw new FailureException(
                $"libLibTorchSharp.so needs {missing.Count} of {needed.Count} functions that this libtorch lacks; the process ends "
                + $"when one is called: {string.Join(", ", missing.Take(NamesShown))}{(missing.Count > NamesShown ? ", ..." : "")}");
        }

        return $"all {needed.Count} functions that libLibTorchSharp.so needs are there";
    }

    // Matrix product, convolution and a backward pass, each checked by its sum.
    private static string Multiply(Device device)
    {
        const int Size = 64;
        using var scope = NewDisposeScope();
        var square = ones([Size, Size], dtype: ScalarType.Float64, device: device);
        Require(square.matmul(square).sum().item<double>(), Math.Pow(Size, 3), "matrix product");
        var image = ones([1, 1, Size, Size], dtype: ScalarType.Float32, device: device).requires_grad_();
        var result = nn.functional.conv2d(image, ones([1, 1, 3, 3], device: device), padding: [1, 1]);
        Require(result.sum().item<float>(), 9 * (Size - 2) * (Size - 2) + 4 * 6 * (Size - 2) + 4 * 4, "convolution");
        result.sum().backward();
        Require(image.grad!.sum().item<float>(), 9 * (Size - 2) * (Size - 2) + 4 * 6 * (Size - 2) + 4 * 4, "gradient");
        return "matrix product, convolution and gradient are right";
    }

    private static void Require(double actual, double expected, string what)
    {
        if (actual != expected)
            throw new FailureException(FormattableString.Invariant($"the sum of the {what} is {actual}, expected {expected}"));
    }
}

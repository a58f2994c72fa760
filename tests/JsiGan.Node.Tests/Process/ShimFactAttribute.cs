namespace JsiGan.Node.Tests.Process;

/// <summary>
/// A test of the stand-in over the system's libtorch; with the real TorchSharp package, which brings its own, it is reported as skipped.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ShimFactAttribute : FactAttribute
{
    public ShimFactAttribute()
    {
        if (!File.Exists(Path.Combine(AppContext.BaseDirectory, "libtorchsharp_shim.so")))
        {
            Skip = "this build has the real TorchSharp, which does not use the system's libtorch";
        }
    }
}

namespace JsiGan.Testing;

/// <summary>How a program of this folder is started: by the runtime that was published with it, else by dotnet.</summary>
public static class Programs
{
    /// <summary>`jsigan bench`.</summary>
    public static IReadOnlyList<string> Bench { get; } = Of("JsiGan.Benchmarks");

    /// <summary>`jsigan`.</summary>
    public static IReadOnlyList<string> JsiGan { get; } = Of("JsiGan.Cli");

    private static IReadOnlyList<string> Of(string name)
    {
        var program = Path.Combine(AppContext.BaseDirectory, name);
        return File.Exists(Path.Combine(AppContext.BaseDirectory, "libcoreclr.so")) ? [program] : ["dotnet", program + ".dll"];
    }
}

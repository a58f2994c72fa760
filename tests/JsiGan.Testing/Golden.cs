using System.Text.Json;

namespace JsiGan.Testing;

/// <summary>The known answers of tests/golden: arrays, numbers, and the parameters they were computed with.</summary>
public static class Golden
{
    private static readonly string Folder = Find();
    private static readonly Lazy<JsonDocument> Cases = new(() => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "cases.json"))));

    /// <summary>Absolute path of a file of tests/golden.</summary>
    public static string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>The entry <paramref name="name"/> of cases.json.</summary>
    public static JsonElement Case(string name) => Cases.Value.RootElement.GetProperty(name);

    /// <summary>The stored array <paramref name="array"/> of case <paramref name="name"/>.</summary>
    public static NpyArray Array(string name, string array) => Npy.Read(Path.Combine(Folder, name, array + ".npy"));

    /// <summary>
    /// The parameters and u buffers of a case's network, in the reference's order.
    /// <paramref name="key"/> is "parameters", or "parameters_g", "parameters_d1", "parameters_d2" for the training steps.
    /// </summary>
    public static IReadOnlyList<GoldenParameter> Parameters(string name, string key = "parameters") =>
        [.. Case(name).GetProperty(key).EnumerateArray().Select(GoldenParameter.Parse)];

    // Next to the program, as in a bundle, or in the repository.
    private static string Find()
    {
        var beside = Path.Combine(AppContext.BaseDirectory, "golden");
        return Directory.Exists(beside) ? beside : Path.Combine(Repository.Root, "tests", "golden");
    }
}

namespace JsiGan.Runtime.Files;

/// <summary>Finds a recipe by path, or by the bare name of one that comes with jsigan.</summary>
public static class RecipeLocator
{
    /// <summary>The recipe of `jsigan train` without arguments.</summary>
    public const string Standard = "quickstart";

    /// <summary>Where the build puts the recipes that come with jsigan.</summary>
    public static string ShippedFolder => Path.Combine(AppContext.BaseDirectory, "cluster-config", "recipes");

    private static string SweepFolder => Path.Combine(AppContext.BaseDirectory, "cluster-config", "sweeps");

    /// <param name="asked">A path, a bare name such as "quickstart", or null for the standard recipe.</param>
    /// <param name="shipped">Folder of the recipes that come with jsigan.</param>
    /// <exception cref="UsageException">There is no such recipe.</exception>
    public static string Find(string? asked, string shipped) => Find(asked ?? Standard, shipped, "recipe");

    /// <summary>Finds a sweep likewise.</summary>
    /// <exception cref="UsageException">There is no such sweep.</exception>
    public static string FindSweep(string asked) => Find(asked, SweepFolder, "sweep");

    private static string Find(string wanted, string shipped, string what)
    {
        if (File.Exists(wanted))
            return wanted;

        var byName = Path.Combine(shipped, wanted + ".yaml");
        if (Path.GetFileName(wanted) == wanted && File.Exists(byName))
            return byName;

        var files = Directory.Exists(shipped) ? Directory.GetFiles(shipped, "*.yaml") : [];
        var names = files.Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal);
        throw new UsageException(
            $"There is no {what} '{wanted}': neither a file {Path.GetFullPath(wanted)} nor one of those that come with jsigan "
                + $"({string.Join(", ", names)}); "
            + "name a YAML file or one of these.");
    }
}

namespace JsiGan.Testing;

/// <summary>Where the checked-out sources are, for tests that read files of the repository.</summary>
public static class Repository
{
    private const string Marker = "JsiGanCluster.sln";

    /// <summary>Absolute path of the folder that holds the solution, found upwards from the test's assembly.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Marker)))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"No folder above {start} holds {Marker}: run the tests from a checkout.");
    }
}

using System.Xml.Linq;
using JsiGan.Testing;

namespace JsiGan.Architecture.Tests;

/// <summary>The repository's files.</summary>
internal static class SourceTree
{
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), pattern, SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    public static IEnumerable<string> Projects() => Files("src", "*.csproj").Concat(Files("tests", "*.csproj"));

    public static string Name(string project) => Path.GetFileNameWithoutExtension(project);

    /// <summary>The projects that a project names, by name.</summary>
    public static IEnumerable<string> References(string project) =>
        XDocument.Load(project).Descendants("ProjectReference").Select(r => Name(r.Attribute("Include")!.Value.Replace('\\', '/')));

    /// <summary>The built assembly of a project of src.</summary>
    public static string Assembly(string project)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, project + ".dll");
    }

    public static string Relative(string path) => Path.GetRelativePath(Repository.Root, path);
}

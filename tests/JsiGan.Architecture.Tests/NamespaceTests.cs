using System.Text.RegularExpressions;
using JsiGan.Testing;

namespace JsiGan.Architecture.Tests;

/// <summary>A namespace is its project and folder, and the namespaces of a project refer to each other in one direction only.</summary>
public sealed partial class NamespaceTests
{
    public static TheoryData<string> Projects() => [.. SourceTree.Files("src", "*.csproj").Select(SourceTree.Name)];

    [Theory, MemberData(nameof(Projects))]
    public void A_namespace_is_its_project_and_folder(string project) => Assert.Empty(Misplaced(project));

    [Theory, MemberData(nameof(Projects))]
    public void No_namespace_refers_to_itself_through_others(string project) => Assert.Empty(Cycles(project));

    private static List<string> Cycles(string project) => NamespaceGraph.Read(SourceTree.Assembly(project), project).Cycles();

    /// <summary>Files whose namespace does not match their folder.</summary>
    private static List<string> Misplaced(string project) =>
    [
        .. from file in SourceTree.Files(Path.Combine("src", project), "*.cs")
           let expected = Path.GetRelativePath(Path.Combine(Repository.Root, "src"), Path.GetDirectoryName(file)!).Replace('/', '.')
           from match in Declaration().Matches(File.ReadAllText(file))
           where match.Groups[1].Value != expected
           select $"{SourceTree.Relative(file)} declares {match.Groups[1].Value}; expected {expected}",
    ];

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}

using System.Text.RegularExpressions;
using JsiGan.Testing;

namespace JsiGan.Architecture.Tests;

/// <summary>A namespace is its project and folder, and the namespaces of a project refer to each other in one direction only.</summary>
public sealed partial class NamespaceTests
{
    // Projects that break one of the rules still. None is ever added.
    private static readonly string[] Unfinished =
        ["JsiGan.Collectives", "JsiGan.Models", "JsiGan.Node", "JsiGan.Training"];

    public static TheoryData<string> Projects() => [.. Names().Except(Unfinished)];

    public static TheoryData<string> UnfinishedProjects() => [.. Names().Intersect(Unfinished)];

    [Theory, MemberData(nameof(Projects))]
    public void A_namespace_is_its_project_and_folder(string project) => Assert.Empty(Misplaced(project));

    [Theory, MemberData(nameof(Projects))]
    public void No_namespace_refers_to_itself_through_others(string project) => Assert.Empty(Cycles(project));

    [Theory, MemberData(nameof(UnfinishedProjects))]
    public void An_unfinished_project_breaks_a_rule_still(string project) => Assert.True(
        Misplaced(project).Count > 0 || Cycles(project).Count > 0, $"{project} keeps the rules: remove it from {nameof(Unfinished)}.");

    private static IEnumerable<string> Names() => SourceTree.Files("src", "*.csproj").Select(SourceTree.Name);

    private static List<string> Cycles(string project) => NamespaceGraph.Read(SourceTree.Assembly(project), project).Cycles();

    /// <summary>Files whose namespace is another than their place.</summary>
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

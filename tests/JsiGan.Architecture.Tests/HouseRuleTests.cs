using System.Text.RegularExpressions;
using System.Xml.Linq;
using JsiGan.Testing;

namespace JsiGan.Architecture.Tests;

/// <summary>The rules of CONTRIBUTING.md that the compiler does not check.</summary>
public sealed partial class HouseRuleTests
{
    private const int LongFile = 400;
    private const int Columns = 140;

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "JsiGanCluster.sln")).Replace('\\', '/');
        foreach (var project in SourceTree.Projects())
            Assert.Contains(SourceTree.Relative(project), solution, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_package_version_is_exact()
    {
        var versions = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion").ToList();
        Assert.NotEmpty(versions);
        Assert.All(versions, v => Assert.Matches(@"^\[[0-9]+(\.[0-9]+)+\]$", v.Attribute("Version")!.Value));
    }

    [Fact]
    public void No_conditional_compilation()
    {
        foreach (var file in CSharp())
            Assert.False(ConditionalCompilation().IsMatch(File.ReadAllText(file)), $"{SourceTree.Relative(file)} holds an #if");
    }

    [Fact]
    public void No_regions()
    {
        foreach (var file in CSharp())
            Assert.False(Region().IsMatch(File.ReadAllText(file)), $"{SourceTree.Relative(file)} holds a #region: split the file instead");
    }

    [Fact]
    public void A_file_over_400_lines_states_its_reason()
    {
        foreach (var file in CSharp())
        {
            var lines = File.ReadAllLines(file);
            Assert.True(lines.Length <= LongFile || lines.Take(20).Any(l => l.Contains("Long because", StringComparison.Ordinal)),
                $"{SourceTree.Relative(file)} has {lines.Length} lines: split it, or say 'Long because ...' at its top");
        }
    }

    [Fact]
    public void No_line_is_longer_than_140_columns()
    {
        var found = from file in CSharp()
                    from line in File.ReadLines(file).Index()
                    where line.Item.Length > Columns
                    select $"{SourceTree.Relative(file)}:{line.Index + 1} has {line.Item.Length} columns";
        Assert.Empty(found);
    }

    [Fact]
    public void No_test_is_switched_off()
    {
        foreach (var file in SourceTree.Files("tests", "*.cs"))
            Assert.False(SkippedTest().IsMatch(File.ReadAllText(file)), $"{SourceTree.Relative(file)} switches a test off");
    }

    [Fact]
    public void Only_code_that_starts_processes_from_a_permanent_thread_ties_them_to_their_parent()
    {
        var found = from file in CSharp()
                    where ParentDeath().IsMatch(File.ReadAllText(file))
                    orderby Path.GetFileName(file)
                    select Path.GetFileName(file);
        Assert.Equal(["DependentProcess.cs", "HostProcess.cs"], found);
    }

    /// <summary>The other half of IDE0011, which asks for braces where a statement takes more than a line.</summary>
    [Fact]
    public void No_braces_around_a_statement_that_fits_on_one_line()
    {
        var found = from file in CSharp()
                    from match in BracedLine().Matches(File.ReadAllText(file))
                    select $"{SourceTree.Relative(file)} has braces around: {match.Groups["statement"].Value}";
        Assert.Empty(found);
    }

    private static IEnumerable<string> CSharp() => SourceTree.Files("src", "*.cs").Concat(SourceTree.Files("tests", "*.cs"));

    [GeneratedRegex(@"^\s*#\s*(if|elif)\b", RegexOptions.Multiline)]
    private static partial Regex ConditionalCompilation();

    [GeneratedRegex(@"^\s*#\s*region\b", RegexOptions.Multiline)]
    private static partial Regex Region();

    // Only a lone if or loop: where one branch of an if takes more than a line, all its branches have braces.
    [GeneratedRegex(
        @"^(?<indent> *)(if|for|foreach|while|using|lock|fixed) \(.*\)\n\k<indent>\{\n\k<indent>    "
            + @"(?<statement>(?!if |for |foreach |while |using |fixed |var |const )[^ ].*;)\n\k<indent>\}\n(?!\k<indent>else)",
        RegexOptions.Multiline)]
    private static partial Regex BracedLine();

    [GeneratedRegex(@"\b(Fact|Theory)\s*\(\s*Skip\b")]
    private static partial Regex SkippedTest();

    [GeneratedRegex(@"""--(parent|pdeathsig)""")]
    private static partial Regex ParentDeath();
}

using System.Reflection;
using System.Text.RegularExpressions;
using JsiGan.Training.Recipes;

namespace JsiGan.Training.Tests;

/// <summary>docs/paper.md covers the whole paper, and what it names exists.</summary>
public sealed partial class PaperTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "paper.md"));

    private static readonly ILookup<string, Type> Types = typeof(Trainer).Assembly.GetReferencedAssemblies()
        .Where(assembly => assembly.Name!.StartsWith("JsiGan.", StringComparison.Ordinal))
        .Select(Assembly.Load).Append(typeof(Trainer).Assembly)
        .SelectMany(assembly => assembly.GetTypes()).ToLookup(type => type.Name.Split('`')[0]);

    public static TheoryData<string> Names() =>
    [
        .. Quoted().Matches(Page).Select(match => match.Groups[1].Value)
            .Where(name => !name.Contains('/', StringComparison.Ordinal)).Distinct(),
    ];

    [Theory, MemberData(nameof(Names))]
    public void Every_name_is_a_type_a_member_or_a_recipe_key(string name)
    {
        const BindingFlags any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;
        var isType = name.Split('.') switch
        {
            [var type] => Types.Contains(type),
            [var type, var member] => Types[type].Any(found => found.GetMember(member, any).Length > 0),
            _ => false,
        };
        Assert.True(isType || RecipeOption.All.Any(option => option.Key == name), $"docs/paper.md names {name}, which is neither");
    }

    [Fact]
    public void Every_equation_table_and_figure_has_a_row()
    {
        string[] expected =
        [
            .. Enumerable.Range(1, 13).Select(number => $"Eq. ({number})"),
            .. Enumerable.Range(1, 3).Select(number => $"Table {number}"),
            .. Enumerable.Range(1, 6).Select(number => $"Figure {number}"),
        ];
        Assert.All(expected, what => Assert.Matches($@"(?m)^\| {Regex.Escape(what)}, [^|]+\| `", Page));
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}

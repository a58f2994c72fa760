using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace JsiGan.Training.Recipes;

/// <summary>Reads recipes from YAML. An option that the file leaves out keeps its default.</summary>
public static class RecipeFile
{
    /// <summary>Reads a recipe file and applies changes to it (key=value, dots between the levels).</summary>
    /// <exception cref="UsageException">There is no such file, it is no YAML, or it has faults: all of them, each with its
    ///     line.</exception>
    public static Recipe Load(string path, params IReadOnlyList<string> changes)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return Parse(File.ReadAllText(path), path, changes);
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The recipe {path} cannot be read ({missing.Message}): name a recipe such as "
                + "cluster-config/recipes/quickstart.yaml.", missing);
        }
    }

    /// <summary>Reads a recipe from text.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="name">The path of the text, for messages.</param>
    /// <param name="changes">Changes to the text, as key=value with dots between the levels.</param>
    /// <exception cref="UsageException">The text is no YAML or has faults: all of them, each with its line.</exception>
    public static Recipe Parse(string text, string name, params IReadOnlyList<string> changes)
    {
        var faults = new YamlFaults();
        var root = Root(text, $"recipe {name}");
        var recipe = new YamlSection(changes.Count == 0 ? root : RecipeOverrides.Apply(root, changes), "", faults).Read(new Recipe());
        foreach (var fault in RecipeRules.Check(recipe).Concat(DataRules.Check(recipe)))
            faults.Add(fault);

        faults.ThrowIfAny($"The recipe {name}");
        return recipe;
    }

    /// <summary>Reads a recipe that was checked when it was first used: the one in a checkpoint.</summary>
    public static Recipe Reread(string text, string name) =>
        new YamlSection(Root(text, $"recipe {name}"), "", new YamlFaults()).Read(new Recipe());

    /// <summary>The tree of a YAML text; null if it is empty.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">What it is and its path, for messages.</param>
    /// <exception cref="UsageException">It is no YAML.</exception>
    public static YamlNode? Root(string text, string name)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException syntax)
        {
            throw new UsageException($"The {name} is no YAML, line {syntax.Start.Line}: {syntax.Message.TrimEnd('.')}.", syntax);
        }

        return stream.Documents.Count == 0 ? null : stream.Documents[0].RootNode;
    }
}

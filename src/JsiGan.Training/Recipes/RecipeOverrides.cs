using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace JsiGan.Training.Recipes;

/// <summary>
/// Changes to a recipe from the command line: key=value with dots between the levels, applied to the file's tree before it is read.
/// </summary>
internal static class RecipeOverrides
{
    /// <summary>
    /// Applies the changes to <paramref name="root"/> in order. Keys and values are checked when the tree is read.
    /// </summary>
    /// <exception cref="UsageException">A change has no '=', an empty key, or a value that is not YAML.</exception>
    public static YamlNode Apply(YamlNode? root, IReadOnlyList<string> changes)
    {
        if (root is not (null or YamlMappingNode or YamlScalarNode { Value: "" }))
        {
            return root; // Not a mapping: reading it reports the fault.
        }

        var tree = root as YamlMappingNode ?? [];
        foreach (var change in changes)
        {
            var (keys, value) = Split(change);
            var at = tree;
            foreach (var key in keys.SkipLast(1))
                at = Enter(at, key);

            Put(at, keys[^1], value);
        }

        return tree;
    }

    private static (string[] Keys, YamlNode Value) Split(string change)
    {
        var equals = change.IndexOf('=', StringComparison.Ordinal);
        var keys = equals < 0 ? [] : change[..equals].Split('.');
        if (keys.Length == 0 || keys.Any(string.IsNullOrWhiteSpace))
        {
            throw new UsageException($"--set {change} is not a change: write key=value with dots between the levels, such as --set "
                + "stage1.epochs=3.");
        }

        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(change[(equals + 1)..]));
        }
        catch (YamlException syntax)
        {
            throw new UsageException($"--set {change} has a value that is not YAML: {syntax.Message.TrimEnd('.')}.", syntax);
        }

        return (keys, stream.Documents.Count == 0 ? new YamlScalarNode("") : stream.Documents[0].RootNode);
    }

    private static YamlMappingNode Enter(YamlMappingNode at, string key)
    {
        if (at.Children.TryGetValue(key, out var child) && child is YamlMappingNode section)
            return section;

        var fresh = new YamlMappingNode();
        Put(at, key, fresh);
        return fresh;
    }

    private static void Put(YamlMappingNode at, string key, YamlNode value) => at.Children[key] = value;
}

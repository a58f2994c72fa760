namespace JsiGan.Architecture.Tests;

/// <summary>Which namespaces of an assembly refer to which, with one example each.</summary>
internal sealed class NamespaceGraph
{
    private readonly SortedDictionary<string, SortedDictionary<string, string>> _edges = new(StringComparer.Ordinal);

    /// <summary>Reads an assembly; only the namespaces below <paramref name="root"/> count.</summary>
    public static NamespaceGraph Read(string assembly, string root)
    {
        var graph = new NamespaceGraph();
        foreach (var (from, to) in TypeReferences.Of(assembly))
        {
            if (from.Namespace != to.Namespace && IsBelow(root, from.Namespace) && IsBelow(root, to.Namespace))
                graph.Add(from.Namespace, to.Namespace, $"{from.Name} refers to {to.Name}");
        }

        return graph;
    }

    /// <summary>The references that are part of a cycle; none when the namespaces have an order.</summary>
    public List<string> Cycles() =>
    [
        .. from edge in _edges
           from target in edge.Value
           where Reaches(target.Key, edge.Key)
           select $"{edge.Key} -> {target.Key}: {target.Value}",
    ];

    private static bool IsBelow(string root, string name) => name == root || name.StartsWith(root + '.', StringComparison.Ordinal);

    private void Add(string from, string to, string example)
    {
        if (!_edges.TryGetValue(from, out var targets))
            _edges[from] = targets = new SortedDictionary<string, string>(StringComparer.Ordinal);

        targets.TryAdd(to, example);
    }

    private bool Reaches(string from, string to)
    {
        var (seen, next) = (new HashSet<string>(), new Stack<string>([from]));
        while (next.TryPop(out var name))
        {
            if (name == to)
                return true;

            if (seen.Add(name) && _edges.TryGetValue(name, out var targets))
            {
                foreach (var target in targets.Keys)
                    next.Push(target);
            }
        }

        return false;
    }
}

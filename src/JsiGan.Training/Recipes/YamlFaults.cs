using YamlDotNet.RepresentationModel;

namespace JsiGan.Training.Recipes;

/// <summary>Collects the faults of one file with their lines.</summary>
public sealed class YamlFaults
{
    private readonly Dictionary<string, long> _lines = [];
    private readonly HashSet<string> _faulty = [];
    private readonly List<(long Line, string Text)> _faults = [];

    /// <summary>Remembers the line (1-based) of an option.</summary>
    public void Locate(string path, long line) => _lines[path] = line;

    /// <summary>Adds a fault of an option.</summary>
    public void Add(string path, YamlNode node, string text) => Add(path, _lines.GetValueOrDefault(path, node.Start.Line), text);

    /// <inheritdoc cref="Add(string, YamlNode, string)"/>
    public void Add(string path, long line, string text)
    {
        _faulty.Add(path);
        _faults.Add((line, text));
    }

    /// <summary>Adds a fault of the whole file, unless it concerns an option that is faulty already.</summary>
    public void Add(RecipeFault fault)
    {
        if (fault.Keys.Any(_faulty.Contains))
            return;

        _faults.Add((fault.Keys.Max(key => _lines.GetValueOrDefault(key)), fault.Text));
        if (fault.Keys is [var alone])
            _faulty.Add(alone);
    }

    /// <param name="file">What the file is and its path, as in "The recipe x.yaml".</param>
    /// <exception cref="UsageException">There are faults: all of them, in the order of their lines.</exception>
    public void ThrowIfAny(string file)
    {
        if (_faults.Count == 0)
            return;

        var lines = _faults.OrderBy(fault => fault.Line)
            .Select(fault => fault.Line > 0 ? $"  - line {fault.Line}: {fault.Text}" : $"  - {fault.Text}");
        var count = _faults.Count == 1 ? "1 fault" : $"{_faults.Count} faults";
        throw new UsageException($"{file} has {count}; correct and start again:\n{string.Join('\n', lines)}");
    }
}

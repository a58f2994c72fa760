using System.Collections;
using System.Globalization;

namespace JsiGan.Search.Spaces;

/// <summary>
/// The values of a trial: canonical texts by key, in the order of the space. Equal to another with the same keys and values in any order,
/// since a database need not keep it.
/// </summary>
public sealed class Assignment : IReadOnlyList<KeyValuePair<string, string>>, IEquatable<Assignment>
{
    private readonly KeyValuePair<string, string>[] _pairs;
    private readonly Dictionary<string, string> _values;

    /// <exception cref="ArgumentException">A key occurs twice.</exception>
    public Assignment(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        _pairs = [.. pairs];
        _values = new Dictionary<string, string>(_pairs, StringComparer.Ordinal);
    }

    public static Assignment Empty { get; } = new([]);

    public int Count => _pairs.Length;

    public IEnumerable<string> Keys => _pairs.Select(pair => pair.Key);

    public KeyValuePair<string, string> this[int index] => _pairs[index];

    /// <exception cref="KeyNotFoundException">The key is absent: its parameter is inactive or unknown.</exception>
    public string this[string key] => _values[key];

    /// <summary>The value of a key; null if it is absent.</summary>
    public string? Find(string key) => _values.GetValueOrDefault(key);

    /// <summary>A value as a number.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public double Number(string key) => double.Parse(_values[key], CultureInfo.InvariantCulture);

    public bool Equals(Assignment? other) =>
        other is not null && Count == other.Count && Array.TrueForAll(_pairs, pair => other.Find(pair.Key) == pair.Value);

    public override bool Equals(object? obj) => Equals(obj as Assignment);

    public override int GetHashCode() => _pairs.Aggregate(0, (hash, pair) => hash ^ HashCode.Combine(pair.Key, pair.Value));

    public override string ToString() => string.Join(", ", _pairs.Select(pair => $"{pair.Key}={pair.Value}"));

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _pairs.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

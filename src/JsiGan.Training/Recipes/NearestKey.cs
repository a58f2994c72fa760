namespace JsiGan.Training.Recipes;

/// <summary>The known key that a mistyped one most likely meant.</summary>
public static class NearestKey
{
    /// <summary>The key at the least edit distance, or null when none is nearer than half the length of what was written.</summary>
    public static string? Of(string written, IEnumerable<string> known)
    {
        return known
            .Select(key => (Key: key, Distance: Distance(written.ToLowerInvariant().Replace('_', '-'), key)))
            .Where(pair => pair.Distance <= Math.Max(2, written.Length / 2))
            .OrderBy(pair => pair.Distance)
            .ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => pair.Key)
            .FirstOrDefault();
    }

    /// <summary>Levenshtein's distance: insertions, deletions and replacements that make one text the other.</summary>
    public static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}

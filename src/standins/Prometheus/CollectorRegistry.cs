namespace Prometheus;

/// <summary>Holds metrics and exposes them together, in the order in which their names were first used.</summary>
public sealed class CollectorRegistry
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, CollectorFamily> _families = new(StringComparer.Ordinal);
    private readonly List<Func<CancellationToken, Task>> _beforeCollect = [];
    private LabelSet _staticLabels = LabelSet.Empty;
    private bool _isCollected;

    public IEnumerable<KeyValuePair<string, string>> StaticLabels
    {
        get
        {
            var labels = CurrentStaticLabels;
            return labels.Names.Zip(labels.Values, KeyValuePair.Create).ToArray();
        }
    }

    internal LabelSet CurrentStaticLabels
    {
        get
        {
            lock (_lock)
            {
                return _staticLabels;
            }
        }
    }

    /// <summary>Runs before each collection, for values that are known only then; what it throws is traced and ignored.</summary>
    public void AddBeforeCollectCallback(Action callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        AddBeforeCollectCallback(_ =>
        {
            callback();
            return Task.CompletedTask;
        });
    }

    public void AddBeforeCollectCallback(Func<CancellationToken, Task> callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        lock (_lock)
        {
            _beforeCollect.Add(callback);
        }
    }

    /// <summary>Labels of every metric in the registry; to be set once, before the first metric.</summary>
    public void SetStaticLabels(IDictionary<string, string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        foreach (var (name, value) in labels)
        {
            Collector.ValidateLabelName(name);
            if (value is null)
            {
                throw new ArgumentException("The value of a label cannot be null.");
            }
        }

        lock (_lock)
        {
            if (_staticLabels.Names.Length > 0 || _families.Count > 0 || _isCollected)
            {
                throw new InvalidOperationException(
                    "Static labels are set once, before the registry has metrics and before it is collected; one of these has happened.");
            }

            _staticLabels = LabelSet.From(labels);
        }
    }

    /// <summary>Writes all metrics in the Prometheus text format, UTF-8.</summary>
    public async Task CollectAndExportAsTextAsync(Stream to, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(to);
        Func<CancellationToken, Task>[] callbacks;
        lock (_lock)
        {
            _isCollected = true;
            callbacks = [.. _beforeCollect];
        }

        await Task.WhenAll(callbacks.Select(callback => RunAsync(callback, cancel))).ConfigureAwait(false);
        await to.WriteAsync(Expose(), cancel).ConfigureAwait(false);
        await to.FlushAsync(cancel).ConfigureAwait(false);
    }

    /// <exception cref="InvalidOperationException">The name belongs to a metric of another type.</exception>
    internal TCollector GetOrAdd<TCollector>(string name, string[] labelNames, LabelSet staticLabels, Func<TCollector> create)
        where TCollector : Collector
    {
        lock (_lock)
        {
            if (!_families.TryGetValue(name, out var family))
            {
                family = new CollectorFamily(typeof(TCollector));
                _families.Add(name, family);
            }

            return family.GetOrAdd(labelNames, staticLabels, create);
        }
    }

    private byte[] Expose()
    {
        Collector[][] families;
        lock (_lock)
        {
            families = [.. _families.Values.Select(family => family.Collectors)];
        }

        var exposition = new TextExposition();
        foreach (var family in families.Where(family => family.Length > 0))
        {
            family[0].WriteDeclaration(exposition);
            foreach (var collector in family)
            {
                collector.WriteSamples(exposition);
            }
        }

        return exposition.ToBytes();
    }

    private static async Task RunAsync(Func<CancellationToken, Task> callback, CancellationToken cancel)
    {
        try
        {
            await callback(cancel).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            System.Diagnostics.Trace.WriteLine($"Metrics before-collect callback failed: {exception}");
        }
    }
}

using System.Diagnostics;

namespace JsiGan.Cluster.Tests;

/// <summary>What was said, in order, to be waited for.</summary>
internal sealed class Journal
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private readonly List<(string Line, long At)> _lines = [];
    private TaskCompletionSource _changed = New();

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
                return [.. _lines.Select(l => l.Line)];
        }
    }

    public void Add(string line)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            _lines.Add((line, Stopwatch.GetTimestamp()));
            (changed, _changed) = (_changed, New());
        }
        changed.SetResult();
    }

    /// <summary>
    /// The first line that holds all parts. A test that waits in vain fails with the name of its phase and with all lines.
    /// </summary>
    public async Task<(string Line, long At)> WaitAsync(string phase, params string[] parts)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                var found = _lines.FirstOrDefault(l => parts.All(p => l.Line.Contains(p, StringComparison.Ordinal)));
                if (found.Line is not null)
                    return found;
                changed = _changed.Task;
            }
            try
            {
                await changed.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                var wanted = string.Join("' with '", parts);
                Assert.Fail($"{phase}: no '{wanted}' within {Limit.TotalSeconds:F0} s, but:\n{string.Join('\n', Lines)}");
            }
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

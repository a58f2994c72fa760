using System.Diagnostics;

namespace JsiGan.Cluster.Tests;

/// <summary>Entries in order, with a wait for future ones.</summary>
internal class Journal<T>
{
    private readonly Lock _gate = new();
    private readonly List<(T Entry, long At)> _entries = [];
    private TaskCompletionSource _changed = New();

    public IReadOnlyList<T> Entries
    {
        get
        {
            lock (_gate)
                return [.. _entries.Select(e => e.Entry)];
        }
    }

    public void Add(T entry)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            _entries.Add((entry, Stopwatch.GetTimestamp()));
            (changed, _changed) = (_changed, New());
        }
        changed.SetResult();
    }

    /// <summary>
    /// The first entry that matches, and its timestamp. Fails after <see cref="Journal.Timeout"/> with the phase and all entries.
    /// </summary>
    public async Task<(T Entry, long At)> WaitAsync(string phase, Func<T, bool> matches)
    {
        using var timeout = new CancellationTokenSource(Journal.Timeout);
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                var index = _entries.FindIndex(e => matches(e.Entry));
                if (index >= 0)
                    return _entries[index];
                changed = _changed.Task;
            }
            try
            {
                await changed.WaitAsync(timeout.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"{phase}: no match within {Journal.Timeout.TotalSeconds:F0} s, but:\n{string.Join('\n', Entries)}");
            }
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>Constants of all journals.</summary>
internal static class Journal
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);
}

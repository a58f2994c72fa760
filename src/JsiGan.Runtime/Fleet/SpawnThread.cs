using System.Collections.Concurrent;
using System.Diagnostics;

namespace JsiGan.Runtime.Fleet;

/// <summary>
/// Starts processes from a thread that never ends. Linux treats the thread that created a child as its parent: children with a parent-death
/// signal would otherwise die when the thread pool retires the thread that started them, by default after 20 s without work.
/// </summary>
internal static class SpawnThread
{
    private static readonly BlockingCollection<Action> Requests = Serve();

    public static Process Start(ProcessStartInfo start)
    {
        var started = new TaskCompletionSource<Process>();
        Requests.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start."));
            }
            catch (Exception fault)
            {
                started.SetException(fault);
            }
        });
        return started.Task.GetAwaiter().GetResult();
    }

    private static BlockingCollection<Action> Serve()
    {
        var requests = new BlockingCollection<Action>();
        new Thread(() =>
        {
            foreach (var request in requests.GetConsumingEnumerable())
                request();
        })
        { Name = "spawn", IsBackground = true }.Start();
        return requests;
    }
}

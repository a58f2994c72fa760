using System.Collections.Concurrent;
using System.Diagnostics;

namespace JsiGan.Node.Fleet;

/// <summary>
/// Starts processes from one thread that lives until it is disposed: a child that follows its parent (<see cref="ParentDeath"/>) dies with
/// the thread that started it, and threads of the pool come and go.
/// </summary>
internal sealed class SpawnThread : IDisposable
{
    private readonly BlockingCollection<Action> _orders = [];
    private readonly Thread _thread;

    public SpawnThread()
    {
        _thread = new Thread(() =>
        {
            foreach (var order in _orders.GetConsumingEnumerable())
            {
                order();
            }
        })
        { Name = "spawn", IsBackground = true };
        _thread.Start();
    }

    public Process Start(ProcessStartInfo start)
    {
        var started = new TaskCompletionSource<Process>();
        _orders.Add(() =>
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

    public void Dispose()
    {
        _orders.CompleteAdding();
        _thread.Join();
        _orders.Dispose();
    }
}

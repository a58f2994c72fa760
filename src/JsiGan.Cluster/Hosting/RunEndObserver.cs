using JsiGan.Protocol.Events;

namespace JsiGan.Cluster.Hosting;

/// <summary>Hands events on to a node's observer, and notes the end of the run even if that throws.</summary>
internal sealed class RunEndObserver(IRunObserver observer, TaskCompletionSource<RunEnd> runEnded) : IRunObserver
{
    public void OnEvent(IRunEvent happened)
    {
        try
        {
            observer.OnEvent(happened);
        }
        finally
        {
            if (happened is RunEnded ended)
                runEnded.TrySetResult(ended.End);
        }
    }
}

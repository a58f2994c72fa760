using System.Runtime.ExceptionServices;

namespace JsiGan.Data.Ingest.Video;

/// <summary>Runs two jobs concurrently; an exception in one cancels the other.</summary>
internal static class SideBySide
{
    /// <exception cref="Exception">The first exception, with its stack trace.</exception>
    public static void Run(Action<CancellationToken> first, Action<CancellationToken> second, CancellationToken token)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(token);
        ExceptionDispatchInfo? fault = null;
        Parallel.Invoke(() => Guarded(first), () => Guarded(second));
        fault?.Throw();

        void Guarded(Action<CancellationToken> job)
        {
            try
            {
                job(stop.Token);
            }
            catch (Exception caught)
            {
                Interlocked.CompareExchange(ref fault, ExceptionDispatchInfo.Capture(caught), null);
                stop.Cancel();
            }
        }
    }
}

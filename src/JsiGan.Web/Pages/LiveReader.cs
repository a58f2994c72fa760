using System.Net.ServerSentEvents;
using System.Threading.Channels;

namespace JsiGan.Web.Pages;

/// <summary>
/// An open page and what waits to be sent to it. One that does not keep up is cut off: it connects again and reads everything.
/// </summary>
/// <param name="runs">The runs it shows; none for the list of all.</param>
internal sealed class LiveReader(IReadOnlyCollection<long> runs)
{
    private const int Waiting = 512;

    private readonly Channel<SseItem<string>> _queue = Channel.CreateBounded<SseItem<string>>(
        new BoundedChannelOptions(Waiting) { SingleReader = true });

    public IReadOnlyCollection<long> Runs => runs;

    public IAsyncEnumerable<SseItem<string>> Items(CancellationToken token) => _queue.Reader.ReadAllAsync(token);

    public void Send(SseItem<string> item)
    {
        if (!_queue.Writer.TryWrite(item))
            _queue.Writer.TryComplete();
    }

    public void End() => _queue.Writer.TryComplete();
}

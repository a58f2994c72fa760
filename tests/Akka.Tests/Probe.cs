using System.Threading.Channels;
using Akka.Actor;

namespace ActorContract.Tests;

/// <summary>An actor that hands the test what it is told, in order.</summary>
internal sealed class Probe
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Channel<(object Message, IActorRef Sender)> _told = Channel.CreateUnbounded<(object, IActorRef)>();

    public Probe(IActorRefFactory system) => Ref = system.ActorOf(Props.Create(() => new Ear(_told.Writer)));

    public IActorRef Ref { get; }

    public IActorRef LastSender { get; private set; } = ActorRefs.Nobody;

    /// <summary>The next message, which must be of the type.</summary>
    public async Task<T> NextAsync<T>(string phase)
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            (var message, LastSender) = await _told.Reader.ReadAsync(limit.Token);
            return Assert.IsAssignableFrom<T>(message);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"{phase}: no {typeof(T).Name} within {Limit.TotalSeconds:F0} s");
            throw;
        }
    }

    public async Task ExpectAsync(params object[] messages)
    {
        foreach (var message in messages)
            Assert.Equal(message, await NextAsync<object>($"waiting for {message}"));
    }

    private sealed class Ear : ReceiveActor
    {
        public Ear(ChannelWriter<(object, IActorRef)> told)
        {
            Receive<IActorRef>(subject => Context.Watch(subject));
            ReceiveAny(message => told.TryWrite((message, Sender)));
        }
    }
}

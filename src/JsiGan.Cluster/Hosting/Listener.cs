using Akka.Actor;
using JsiGan.Cluster.Actors;
using JsiGan.Protocol.Runs;
using JsiGan.Protocol.Workers;

namespace JsiGan.Cluster.Hosting;

/// <summary>Hands what actors publish for people to the process around them.</summary>
internal sealed class Listener : ReceiveActor
{
    private static readonly Type[] Channels =
        [typeof(RunEffect.Note), typeof(IMeasurement), typeof(RunEffect.End), typeof(WorkerEffect.Exit), typeof(Coordinating)];

    public Listener(
        Action<string> noted, Action<IMeasurement> measured, Action<RunEffect.End> ended, Action<WorkerEffect.Exit> exited,
            Action coordinates)
    {
        Receive<RunEffect.Note>(note => noted(note.Text));
        Receive<IMeasurement>(measured);
        Receive<RunEffect.End>(ended);
        Receive<WorkerEffect.Exit>(exited);
        Receive<Coordinating>(_ => coordinates());
    }

    protected override void PreStart()
    {
        foreach (var channel in Channels)
            Context.System.EventStream.Subscribe(Self, channel);
    }
}

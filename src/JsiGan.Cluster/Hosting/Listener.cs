using Akka.Actor;
using JsiGan.Protocol.Runs;
using JsiGan.Protocol.Workers;

namespace JsiGan.Cluster.Hosting;

/// <summary>Hands what actors publish for people to the process around them.</summary>
internal sealed class Listener : ReceiveActor
{
    public Listener(Action<string> noted, Action<IMeasurement> measured, Action<RunEffect.End> ended, Action<WorkerEffect.Exit> exited)
    {
        Receive<RunEffect.Note>(note => noted(note.Text));
        Receive<IMeasurement>(measured);
        Receive<RunEffect.End>(ended);
        Receive<WorkerEffect.Exit>(exited);
    }

    protected override void PreStart()
    {
        foreach (var channel in new[] { typeof(RunEffect.Note), typeof(IMeasurement), typeof(RunEffect.End), typeof(WorkerEffect.Exit) })
            Context.System.EventStream.Subscribe(Self, channel);
    }
}

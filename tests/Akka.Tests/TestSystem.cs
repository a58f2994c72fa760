using Akka.Actor;
using Akka.Configuration;

namespace ActorContract.Tests;

/// <summary>An actor system of one test.</summary>
public abstract class TestSystem : IDisposable
{
    protected TestSystem()
        : this("")
    {
    }

    protected TestSystem(string config) =>
        System = ActorSystem.Create(
            "test", ConfigurationFactory.ParseString($"{config}\nakka {{ loglevel = OFF, stdout-loglevel = OFF }}"));

    protected ActorSystem System { get; }

    internal Probe NewProbe() => new(System);

    public void Dispose()
    {
        System.Terminate().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }
}

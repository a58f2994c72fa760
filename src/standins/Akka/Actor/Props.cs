using System.Linq.Expressions;

namespace Akka.Actor;

/// <summary>How to make an actor, again and again.</summary>
public sealed class Props
{
    private readonly Func<ActorBase> _make;

    private Props(Func<ActorBase> make) => _make = make;

    public static Props Create<TActor>(Expression<Func<TActor>> factory)
        where TActor : ActorBase
    {
        var make = factory.Compile();
        return new Props(() => make());
    }

    public static Props Create<TActor>(params object[] args)
        where TActor : ActorBase => new(() => (ActorBase)Activator.CreateInstance(typeof(TActor), args)!);

    internal ActorBase NewActor() => _make();
}

using JsiGan.Protocol.Events;

namespace JsiGan.Protocol.Runs;

/// <summary>A worker as its coordinator knows it.</summary>
internal sealed class Member(JoinRequest request, DateTimeOffset lastHeard)
{
    public JoinRequest Request { get; } = request;

    public string Worker => Request.Worker;

    public WorkerIdentity Identity => new(Request.Worker, Request.Host, Request.Device);

    /// <summary>When its last message arrived.</summary>
    public DateTimeOffset LastHeard { get; set; } = lastHeard;

    /// <summary>Its answer to the current generation's <see cref="Prepare"/>.</summary>
    public Prepared? Answer { get; set; }

    /// <summary>Whether it is connected in the current generation.</summary>
    public bool Connected { get; set; }

    /// <summary>Whether it has done the run's last step.</summary>
    public bool Finished { get; set; }
}

/// <summary>A worker that takes part in a run.</summary>
/// <param name="Request">The request that it joined with.</param>
/// <param name="LastHeard">When its last message arrived.</param>
public sealed record RunMember(JoinRequest Request, DateTimeOffset LastHeard);

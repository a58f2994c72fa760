namespace JsiGan.Protocol.Runs;

/// <summary>A worker as its coordinator knows it.</summary>
internal sealed class Member(Join hello, DateTimeOffset heard)
{
    public Join Hello { get; } = hello;

    public string Worker => Hello.Worker;

    /// <summary>When it spoke last.</summary>
    public DateTimeOffset Heard { get; set; } = heard;

    /// <summary>Its answer to the current generation's <see cref="Prepare"/>.</summary>
    public Prepared? Answer { get; set; }

    /// <summary>It is connected in the current generation.</summary>
    public bool Connected { get; set; }

    /// <summary>It has done the run's last step.</summary>
    public bool Finished { get; set; }

    public override string ToString() => $"{Worker} on {Hello.Host} ({Hello.Device})";
}

/// <summary>A worker that takes part in a run.</summary>
/// <param name="Hello">What it is.</param>
/// <param name="Heard">When it spoke last.</param>
public sealed record RunMember(Join Hello, DateTimeOffset Heard);

using JsiGan.Protocol.Workers;
using JsiGan.Runtime.Workers;

namespace JsiGan.Runtime.Tests.Workers;

public sealed class WorkerEndsTests
{
    [Theory]
    [InlineData(WorkerEnd.Finished, 0)]
    [InlineData(WorkerEnd.Stopped, 0)]
    [InlineData(WorkerEnd.Refused, 2)]
    public void A_requested_end_has_its_exit_code(WorkerEnd cause, int code) =>
        Assert.Equal(code, WorkerEnds.CodeOf(new WorkerEffect.Exit(cause, "requested"), fault: null));

    [Fact]
    public void Everything_is_retried_but_usage_errors()
    {
        var broken = new WorkerEffect.Exit(WorkerEnd.Broken, "failed");
        Assert.False(WorkerEnds.IsWorthAnother(WorkerEnds.CodeOf(broken, new FailureException("the disk is full"))));
        Assert.False(WorkerEnds.IsWorthAnother(WorkerEnds.CodeOf(broken, new UsageException("no such GPU"))));
        Assert.True(WorkerEnds.IsWorthAnother(WorkerEnds.CodeOf(broken, new InvalidOperationException("a bug"))));
        Assert.True(WorkerEnds.IsWorthAnother(WorkerEnds.CutOff));
        Assert.True(WorkerEnds.IsWorthAnother(137));
    }
}

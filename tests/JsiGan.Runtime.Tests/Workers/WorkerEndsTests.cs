using JsiGan.Protocol.Workers;
using JsiGan.Runtime.Workers;

namespace JsiGan.Runtime.Tests.Workers;

public sealed class WorkerEndsTests
{
    [Theory]
    [InlineData(WorkerEnd.Finished, 0)]
    [InlineData(WorkerEnd.Stopped, 0)]
    [InlineData(WorkerEnd.Refused, 2)]
    public void An_order_to_end_has_its_exit_code(WorkerEnd cause, int code) =>
        Assert.Equal(code, WorkerEnds.CodeOf(new WorkerEffect.Exit(cause, "told so"), fault: null));

    [Fact]
    public void What_a_user_must_put_right_is_not_tried_again_and_everything_else_is()
    {
        var broken = new WorkerEffect.Exit(WorkerEnd.Broken, "failed");
        Assert.False(WorkerEnds.IsWorthAnother(WorkerEnds.CodeOf(broken, new FailureException("the disk is full"))));
        Assert.False(WorkerEnds.IsWorthAnother(WorkerEnds.CodeOf(broken, new UsageException("no such GPU"))));
        Assert.True(WorkerEnds.IsWorthAnother(WorkerEnds.CodeOf(broken, new InvalidOperationException("a bug"))));
        Assert.True(WorkerEnds.IsWorthAnother(WorkerEnds.CutOff));
        Assert.True(WorkerEnds.IsWorthAnother(137));
    }
}

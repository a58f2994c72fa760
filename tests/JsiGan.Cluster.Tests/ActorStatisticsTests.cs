using Akka.Actor;
using Akka.Hosting;
using JsiGan.Cluster.Hosting;
using Microsoft.Extensions.Logging;

namespace JsiGan.Cluster.Tests;

public sealed class ActorStatisticsTests(ITestOutputHelper output)
    : Akka.Hosting.TestKit.TestKit(output: output, logLevel: LogLevel.Warning)
{
    [Fact]
    public async Task Messages_to_actors_that_have_ended_are_counted()
    {
        var statistics = new ActorStatistics(Sys);
        var gone = Sys.ActorOf(Props.Create(() => new Idle()));
        await gone.GracefulStop(TimeSpan.FromSeconds(30));
        Assert.Null(statistics.CoordinatorMailbox);
        await AwaitConditionAsync(() =>
        {
            // The counter may not have subscribed yet.
            gone.Tell("late");
            return Task.FromResult(statistics.DeadLetters > 0);
        });
    }

    [Fact]
    public async Task Messages_that_wait_for_the_coordinator_are_counted()
    {
        var statistics = new ActorStatistics(Sys);
        using var release = new ManualResetEventSlim();
        using var busy = new ManualResetEventSlim();
        var coordinator = Sys.ActorOf(Props.Create(() => new Busy(busy, release)));
        statistics.Coordinates(coordinator);
        for (var i = 0; i < 4; i++)
            coordinator.Tell(i);

        Assert.True(busy.Wait(TimeSpan.FromSeconds(30)));
        Assert.Equal(3, statistics.CoordinatorMailbox);
        release.Set();
        await AwaitConditionAsync(() => Task.FromResult(statistics.CoordinatorMailbox == 0));
    }

    protected override void ConfigureAkka(AkkaConfigurationBuilder builder, IServiceProvider provider)
    {
    }

    private sealed class Idle : ReceiveActor;

    private sealed class Busy : ReceiveActor
    {
        public Busy(ManualResetEventSlim busy, ManualResetEventSlim release) => ReceiveAny(_ =>
        {
            busy.Set();
            release.Wait();
        });
    }
}

using System.Diagnostics;
using JsiGan.Cluster.Hosting;
using JsiGan.Protocol.Events;
using JsiGan.Runtime.Events;
using JsiGan.Runtime.Files;
using JsiGan.Testing.Recovery;
using JsiGan.Training.Recipes;
using Xunit.Abstractions;

namespace JsiGan.Integration.Tests.Recovery;

/// <summary>The coordinator's process is killed while workers train real networks.</summary>
[Collection("processes")]
public sealed class CoordinatorTests(ITestOutputHelper output)
{
    private const double Equal = 1e-9;
    private const int KilledAfter = 12;

    [Fact]
    public async Task Training_resumes_under_the_standby_coordinator_and_ends_with_the_weights_of_an_undisturbed_run()
    {
        using var folder = new TestFolder();
        var recipe = SmallRun.Recipe(stage1: 120, stage2: 40);
        var run = folder.File("run");
        Directory.CreateDirectory(run);
        FaultInjection.SlowDownAll(run, TimeSpan.FromMilliseconds(40));
        await File.WriteAllTextAsync(new RunFolder(run).Recipe, (recipe with { Threads = null }).ToYaml());

        await using var seed = await ClusterNode.StartAsync(new NodeOptions());
        using var first = new RecoveryProcess(seed.HostAndPort, run, "coordinator");
        await first.EventAsync<NodeStarted>();
        using var next = new RecoveryProcess(seed.HostAndPort, run, "coordinator");
        await next.EventAsync<NodeStarted>();
        using var a = new RecoveryProcess(seed.HostAndPort, run, Worker("a"));
        using var b = new RecoveryProcess(seed.HostAndPort, run, Worker("b"));
        await first.EventAsync<GenerationStarted>(started => started.Members.Count == 2);
        var waited = Stopwatch.StartNew();
        while ((await seed.StatusAsync(RecoveryProcess.Timeout)).Point.Step < KilledAfter)
            Assert.True(waited.Elapsed < RecoveryProcess.Timeout, $"no step {KilledAfter} within {RecoveryProcess.Timeout}");

        first.Kill();
        Assert.Equal(1, (await next.EventAsync<CoordinatorStarted>()).LastGeneration);
        var followed = await next.EventAsync<GenerationStarted>(started => started.Members.Count == 2);
        output.WriteLine($"{followed}");
        Assert.True(followed.Start.Step > 0);
        foreach (var process in (RecoveryProcess[])[a, b, next])
            Assert.Equal(0, await process.ExitAsync());

        var undisturbed = DisturbedRun.TrainUndisturbed(recipe, folder.File("undisturbed"));
        var verdict = new DisturbedRun(recipe, run, RunObserver.None).Verify(undisturbed);
        output.WriteLine(verdict.ToString());
        Assert.Equal((0, 0), (verdict.Lost, verdict.Repeated));
        Assert.True(verdict.Difference <= Equal, $"{verdict.Where} differs by {verdict.Difference:e2}");
    }

    private static string[] Worker(string name) => ["worker", "--name", name, "--device", "cpu", "--threads", "1"];
}

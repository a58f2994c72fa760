using JsiGan.Cluster.Hosting;
using JsiGan.Cluster.Tests;
using JsiGan.Cluster.Tests.Fakes;
using JsiGan.Protocol.Events;

if (args is not [_, NodeOptions.WorkerRole or NodeOptions.CoordinatorRole, _, _])
    return await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);

// A node in its own process, that joins SEED:
//   SEED worker NAME STEPS       trains; exits when its worker ends (0 if the run is finished, else 1) or its node was removed (3)
//   SEED coordinator FILE STEPS  coordinates two workers; prints "ready", then "generation NUMBER STEP" for each that starts; exits when
//                                its run ends (0) or its node was removed (3)
var (role, name, steps) = (args[1], args[2], long.Parse(args[3]));
await using var node = await ClusterNode.StartAsync(new NodeOptions { Seeds = [args[0]], Roles = [role] });
if (role == NodeOptions.CoordinatorRole)
{
    var observer = new RunObserver(happened =>
    {
        if (happened is GenerationStarted started)
            Console.WriteLine($"generation {started.Generation.Number} {started.Start.Step}");
    });
    node.StartCoordinator(new FileRunStore(name), LocalRun.Settings with { Steps = steps }, TimeProvider.System, observer);
    Console.WriteLine("ready");
    await Task.WhenAny(node.RunEnded, node.Ended);
    return node.RunEnded.IsCompleted ? 0 : 3;
}
using var thread = new FakeTrainingThread(name, TimeSpan.FromMilliseconds(20), steps);
node.StartWorker(LocalRun.Request(name), thread);
await Task.WhenAny(node.WorkerExited, node.Ended);
return !node.WorkerExited.IsCompleted ? 3 : (await node.WorkerExited).Finished ? 0 : 1;

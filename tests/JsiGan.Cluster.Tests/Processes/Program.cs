using JsiGan.Cluster.Hosting;
using JsiGan.Cluster.Tests;
using JsiGan.Cluster.Tests.Fakes;

// A node in a process of its own, that joins SEED:
//   SEED worker NAME STEPS       trains; ends with its worker (0 when the run is finished, else 1) or with its cluster (3)
//   SEED coordinator FILE STEPS  coordinates two workers and says what happens; ends with its run (0) or with its cluster (3)
var (role, name, steps) = (args[1], args[2], long.Parse(args[3]));
await using var node = await ClusterNode.StartAsync(new NodeOptions { Seeds = [args[0]], Roles = [role] });
if (role == NodeOptions.CoordinatorRole)
{
    node.Noted += Console.WriteLine;
    node.StartCoordinator(new FileRunStore(name), LocalRun.Settings with { Steps = steps }, TimeProvider.System);
    Console.WriteLine("ready");
    await Task.WhenAny(node.RunEnded, node.Ended);
    return node.RunEnded.IsCompleted ? 0 : 3;
}
using var thread = new FakeTrainingThread(name, TimeSpan.FromMilliseconds(20), steps);
node.StartWorker(LocalRun.Hello(name), thread);
await Task.WhenAny(node.WorkerExited, node.Ended);
return !node.WorkerExited.IsCompleted ? 3 : (await node.WorkerExited).Finished ? 0 : 1;

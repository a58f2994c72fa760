using JsiGan.Cluster.Hosting;
using JsiGan.Cluster.Tests;
using JsiGan.Cluster.Tests.Fakes;

// A worker in a process of its own: SEED NAME STEPS. Ends with its worker (0 when the run is finished) or with its cluster (3).
var (seed, name, steps) = (args[0], args[1], long.Parse(args[2]));
await using var node = await ClusterNode.StartAsync(new NodeOptions { Seeds = [seed], Roles = [NodeOptions.WorkerRole] });
using var thread = new FakeTrainingThread(name, TimeSpan.FromMilliseconds(20), steps);
node.StartWorker(LocalRun.Hello(name), thread);
await Task.WhenAny(node.WorkerExited, node.Ended);
return !node.WorkerExited.IsCompleted ? 3 : (await node.WorkerExited).Finished ? 0 : 1;

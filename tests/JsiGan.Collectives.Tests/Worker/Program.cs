using JsiGan.Collectives.Tests.Worker;

// One rank in a process of its own, driven by lines on its standard input; see WorkerProcess.
return await new WorkerLoop(Console.In, Console.Out).RunAsync();

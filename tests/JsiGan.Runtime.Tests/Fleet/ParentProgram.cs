using System.CommandLine;
using System.Diagnostics;

namespace JsiGan.Runtime.Tests.Fleet;

/// <summary>
/// A process that starts children from a thread of its own and from threads of the pool, waits until all of those threads have ended,
/// reports how many children are left, and then waits to be killed.
/// </summary>
internal static class ParentProgram
{
    private const string Name = "parent";
    private const int PoolThreads = 4;

    /// <summary>Its report when all children are left.</summary>
    public static string AllLeft { get; } = Left(PoolThreads + 1);

    public static Command Command()
    {
        var command = new Command(Name);
        command.SetAction(_ =>
        {
            Run();
            return 0;
        });
        return command;
    }

    /// <summary>How to start it.</summary>
    public static ProcessStartInfo Start()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ParentProgram).Assembly.Location, Name])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        // How many milliseconds without work end a thread of the pool; 20 s by default.
        start.Environment["DOTNET_ThreadPool_ThreadTimeoutMs"] = "100";
        return start;
    }

    private static void Run()
    {
        var children = new System.Diagnostics.Process[PoolThreads + 1];
        var threads = new string[children.Length];
        using var started = new CountdownEvent(children.Length);
        // Holds each thread until all have started their child: no thread starts two.
        using var together = new Barrier(children.Length);
        void StartChild(int index)
        {
            threads[index] = CurrentThread();
            children[index] = ChildProgram.Start();
            together.SignalAndWait();
            started.Signal();
        }

        ThreadPool.SetMinThreads(PoolThreads, PoolThreads);
        new Thread(() => StartChild(PoolThreads)).Start();
        for (var index = 0; index < PoolThreads; index++)
            ThreadPool.UnsafeQueueUserWorkItem(StartChild, index, preferLocal: false);

        started.Wait();
        WaitForEndOf(threads);
        Console.WriteLine(Left(children.Count(ChildProgram.Answers)));
        Console.ReadLine();
    }

    // Linux signals a thread's children before its entry disappears.
    private static void WaitForEndOf(IReadOnlyCollection<string> threads)
    {
        var waited = Stopwatch.StartNew();
        while (threads.Any(Directory.Exists))
        {
            Assert.True(waited.Elapsed < DependentProcessTests.Timeout, "the threads that started the children do not end");
            Thread.Sleep(TimeSpan.FromMilliseconds(10));
        }
    }

    // PID/task/TID
    private static string CurrentThread() => Path.Combine("/proc", new FileInfo("/proc/thread-self").LinkTarget!);

    private static string Left(int children) => $"{children} children are left";
}

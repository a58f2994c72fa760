using System.Diagnostics;
using JsiGan.Protocol.Events;
using JsiGan.Runtime.Files;
using JsiGan.Testing.Recovery;
using Spectre.Console;

namespace JsiGan.Benchmarks.Benches;

/// <summary>
/// Time from killing or stopping one of four workers to the next committed step of the others, in stage 2 with all three networks at full
/// size. Compared with targets, since no other program does this.
/// </summary>
public sealed class RecoveryBench : IBench
{
    private const int Workers = 4;
    private const int Endless = 1_000_000;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);

    public string Name => "recovery";

    public string Summary =>
        "From kill -9, and from SIGSTOP, of one of 4 workers to the next committed step of stage 2: median and worst of 20 (--quick: 3).";

    public IReadOnlyList<string> Rows { get; } = ["recovery.kill", "recovery.kill.p99", "recovery.stop"];

    public IReadOnlyList<ResultRow> Run(BenchOptions options, IAnsiConsole console)
    {
        var (kills, stops) = options.Quick ? (3, 1) : (20, 5);
        var killed = Measure(Signals.Kill, kills, console);
        var stopped = Measure(Signals.Stop, stops, console);
        return
        [
            ResultRow.Against("recovery.kill", Statistics.Median(killed), "s", 3, higherIsBetter: false, kills),
            ResultRow.Against("recovery.kill.p99", killed.Max(), "s", 5, higherIsBetter: false, kills),
            ResultRow.Against("recovery.stop", stopped.Max(), "s", 8, higherIsBetter: false, stops),
        ];
    }

    private static List<double> Measure(int signal, int times, IAnsiConsole console)
    {
        var folder = Directory.CreateTempSubdirectory("jsigan-recovery-").FullName;
        using var enough = new CancellationTokenSource();
        var recipe = SmallRun.Recipe(2, Endless, fullSize: true);
        RecoveryWatch? watch = null;
        var run = new DisturbedRun(recipe, folder, new RunObserver(happened =>
        {
            EventPrinter.Grey(console).OnEvent(happened);
            watch?.OnEvent(happened);
        }));
        watch = new RecoveryWatch(run, Workers, signal, times, enough.Cancel);
        FaultInjection.SlowDownAll(folder, Pace);
        run.TrainAsync(Workers, watch.OnStep, enough.Token).GetAwaiter().GetResult();
        Directory.Delete(folder, recursive: true);
        return watch.Seconds;
    }

    /// <summary>Signals a worker whenever all are members, and times the others' recovery.</summary>
    private sealed class RecoveryWatch(DisturbedRun run, int workers, int signal, int times, Action enough)
    {
        private const int StepsBetween = 10;
        private readonly Stopwatch _watch = new();
        private bool _whole;
        private bool _regrouped;
        private int _steps;
        private int _place;

        public List<double> Seconds { get; } = [];

        public void OnEvent(IRunEvent happened)
        {
            if (happened is GenerationStarted started)
            {
                _whole = started.Members.Count == workers;
                _regrouped = true;
                _steps = 0;
            }
        }

        public void OnStep(long step)
        {
            if (_watch.IsRunning && _regrouped)
            {
                Seconds.Add(_watch.Elapsed.TotalSeconds);
                _watch.Reset();
            }

            if (Seconds.Count == times)
            {
                enough();
            }
            else if (_whole && !_watch.IsRunning && ++_steps >= StepsBetween)
            {
                (_whole, _regrouped) = (false, false);
                _watch.Restart();
                var names = run.Workers.OrderBy(worker => worker.Key, StringComparer.Ordinal).ToList();
                Signals.Send(names[_place++ % names.Count].Value, signal);
            }
        }
    }
}

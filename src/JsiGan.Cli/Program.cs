using System.CommandLine.Help;
using JsiGan.Cli.Commands;
using JsiGan.Cli.Display;
using JsiGan.Cli.Hosting;

var console = Terminal.Open();

// The commands of jsigan, in the order of first use. Each is in Commands/ and declares its options there.
var root = new RootCommand(
    """
    jsigan trains JSI-GAN: one network that turns SDR video into HDR video of twice the size.

      jsigan train         learn from a 4K HDR clip (made on the spot when there is none), about 5 minutes
      jsigan synthesize    render a procedural 4K HDR10 clip and its SDR counterpart
      jsigan ingest        make a training set from your own HDR videos and pictures
      jsigan dataset       what a training set holds, and whether it is whole
      jsigan predict       make HDR of an SDR video or picture with what was trained
      jsigan sweep         train a recipe with many choices of its options, and compare
      jsigan resume        continue a run that Ctrl-C or a crash stopped
      jsigan status        workers of a run, its speed, and the slowest rank
      jsigan web           a page of all runs: curves, images, workers and events
      jsigan node          one process of a cluster of several machines
      jsigan checkpoints   list, export, import and look after the checkpoints in the database
      jsigan db            where the database is, and how to open it with psql
      jsigan env           versions, devices, and where each part was found
    """)
{
    TrainCommand.Create(console, TimeProvider.System),
    SynthesizeCommand.Create(console, TimeProvider.System),
    IngestCommand.Create(console, TimeProvider.System),
    DatasetCommand.Create(console, TimeProvider.System),
    PredictCommand.Create(console, TimeProvider.System),
    SweepCommand.Create(console, TimeProvider.System),
    ResumeCommand.Create(console, TimeProvider.System),
    CheckpointsCommand.Create(console, TimeProvider.System),
    DbCommand.Create(TimeProvider.System),
    EnvCommand.Create(),
    StatusCommand.Create(console),
    WebCommand.Create(TimeProvider.System),
    NodeCommand.Create(TimeProvider.System),
    WorkerCommandLine.Create(TimeProvider.System),
    TrialCommandLine.Create(TimeProvider.System),
};
root.SetAction(parsed => new HelpAction().Invoke(parsed));

return await CommandHost.RunAsync("jsigan", root, args, Console.Out, Console.Error);

using JsiGan.Core.Files;
using JsiGan.Training.Checkpoints;

namespace JsiGan.Runtime.Files;

/// <summary>The files of a training run.</summary>
/// <param name="Path">The run's own folder.</param>
public sealed record RunFolder(string Path)
{
    /// <summary>The newest state of all networks and optimizers, used by --resume.</summary>
    public string Checkpoint => System.IO.Path.Combine(Path, CheckpointFolder.NameInRun);

    /// <summary>The recipe with all its options, for worker processes.</summary>
    public string Recipe => System.IO.Path.Combine(Path, "recipe.yaml");

    /// <summary>Which workers trained on which steps.</summary>
    public string Ledger => System.IO.Path.Combine(Path, "ledger.txt");

    /// <summary>Address of the run's cluster for status queries, while it trains with several workers.</summary>
    public string Address => System.IO.Path.Combine(Path, "address");

    /// <summary>Held by the process that trains the run.</summary>
    public string Claim => System.IO.Path.Combine(Path, "lock");

    /// <summary>Scores of JSInet, written when stage 1 ends, so that a resumed run can report them at its end.</summary>
    public string JsiNetScores => System.IO.Path.Combine(Path, "jsinet-scores.json");

    /// <summary>The log.</summary>
    public string Log => System.IO.Path.Combine(Path, "jsigan.log");

    /// <summary>Input, prediction and truth side by side.</summary>
    public string Preview => System.IO.Path.Combine(Path, "preview.png");

    /// <summary>Picture of a whole held-out frame.</summary>
    public string FramePreview => System.IO.Path.Combine(Path, "frame.png");

    /// <summary>The requested folder, or runs/NAME, or the first of runs/NAME-2, runs/NAME-3 ... without a run.</summary>
    /// <exception cref="UsageException">The requested folder already holds a run.</exception>
    /// <param name="asked">The requested folder.</param>
    /// <param name="recipeName">Names the folder otherwise.</param>
    /// <param name="parent">Folder of the runs.</param>
    /// <param name="stored">Whether the database holds checkpoints of a run of that folder.</param>
    public static async Task<RunFolder> ForNewAsync(
        string? asked, string recipeName, string parent, Func<string, Task<bool>>? stored = null)
    {
        async Task<bool> IsFreeAsync(RunFolder folder) =>
            !Directory.Exists(folder.Checkpoint) && (stored is null || !await stored(folder.Path));
        if (asked is not null)
        {
            var folder = new RunFolder(asked);
            return await IsFreeAsync(folder)
                ? folder
                : throw new UsageException(
                    $"{asked} already holds a run (its checkpoint is {folder.Checkpoint}); continue it with --resume {asked}, or choose "
                        + $"another --out.");
        }

        var first = System.IO.Path.Combine(parent, recipeName);
        for (var number = 1; ; number++)
        {
            var folder = new RunFolder(number == 1 ? first : $"{first}-{number}");
            // A run that has just begun has no checkpoint yet.
            if (await IsFreeAsync(folder) && !HeldFile.IsHeld(folder.Claim))
                return folder;
        }
    }

    /// <summary>The run that --resume names, by its own folder or by its checkpoint's.</summary>
    /// <exception cref="UsageException">There is no checkpoint.</exception>
    public static RunFolder ForResume(string asked)
    {
        var whole = new RunFolder(asked);
        if (Directory.Exists(whole.Checkpoint))
            return whole;

        var full = System.IO.Path.GetFullPath(asked).TrimEnd('/');
        if (Directory.Exists(full) && System.IO.Path.GetFileName(full) == CheckpointFolder.NameInRun)
            return new RunFolder(System.IO.Path.GetDirectoryName(asked.TrimEnd('/')) is { Length: > 0 } parent ? parent : ".");

        throw new UsageException(
            $"--resume {asked} names {(Directory.Exists(asked) ? "a folder without a checkpoint in it" : "a folder that does not exist")}; "
            + "name the folder of an earlier run (runs/quickstart, say), which holds a folder `checkpoint`.");
    }
}

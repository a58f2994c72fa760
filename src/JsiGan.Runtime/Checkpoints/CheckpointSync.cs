using JsiGan.Runtime.Files;
using JsiGan.Storage.Checkpoints;
using JsiGan.Storage.Runs;
using JsiGan.Training.Checkpoints;

namespace JsiGan.Runtime.Checkpoints;

/// <summary>Copies the newer of two checkpoints, the folder's and the database's, to the other place.</summary>
public static class CheckpointSync
{
    public static async Task ReconcileAsync(Storage.Database database, Run run, string folder)
    {
        var there = await new CheckpointStore(database).NewestAsync(run.Id);
        var here = CheckpointFolder.PositionOf(folder);
        if (here is not null && here.GlobalStep > (there?.Description.Step ?? -1))
            await new CheckpointWriter(database).SaveAsync(run.Id, Descriptions.Of(CheckpointFolder.Open(folder)));
        else if (there is not null && there.Description.Step > (here?.GlobalStep ?? -1))
            await FetchAsync(database, there, folder);
    }

    /// <summary>Copies the newest checkpoint of a folder's run to the folder if a crash left none there.</summary>
    public static async Task FetchMissingAsync(Storage.Database database, string runFolder)
    {
        var checkpoint = new RunFolder(runFolder).Checkpoint;
        if (!Directory.Exists(checkpoint) && await NewestOfAsync(database, runFolder) is { } newest)
            await FetchAsync(database, newest, checkpoint);
    }

    /// <summary>Whether the database holds checkpoints of a folder's run.</summary>
    public static async Task<bool> HoldsAsync(Storage.Database database, string runFolder) =>
        await NewestOfAsync(database, runFolder) is not null;

    private static async Task<StoredCheckpoint?> NewestOfAsync(Storage.Database database, string runFolder) =>
        await new RunStore(database).FindByFolderAsync(Path.GetFullPath(runFolder)) is { } run
            ? await new CheckpointStore(database).NewestAsync(run.Id)
            : null;

    // Written to a temporary folder first: the old one stays until the new one is complete.
    private static async Task FetchAsync(Storage.Database database, StoredCheckpoint checkpoint, string folder)
    {
        var fetched = folder + ".fetched";
        if (Directory.Exists(fetched))
            Directory.Delete(fetched, recursive: true);

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(folder))!);
        await new CheckpointExport(database).WriteAsync(checkpoint, fetched);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);

        Directory.Move(fetched, folder);
    }
}

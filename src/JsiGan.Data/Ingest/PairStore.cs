using JsiGan.Core.Files;
using JsiGan.Data.Ingest.Sources;
using JsiGan.Data.Ingest.Video;
using JsiGan.Data.Store;

namespace JsiGan.Data.Ingest;

/// <summary>The store of one HDR clip and its SDR counterpart, created on demand: how `jsigan train` reads bare clips.</summary>
public static class PairStore
{
    /// <summary>Opens the store of a pair of clips, and creates it first if it is missing, damaged or made from other clips.</summary>
    /// <param name="hdrClip">HDR10 video file.</param>
    /// <param name="sdrClip">BT.709 video file of the same frames and size.</param>
    /// <param name="scale">High-resolution pixels per low-resolution pixel along one axis.</param>
    /// <param name="folder">Folder of the store; its parent is created.</param>
    /// <param name="progress">Reported after each frame.</param>
    /// <param name="token">Cancels; nothing is left behind.</param>
    /// <exception cref="UsageException">The clips are missing or invalid; every error is named.</exception>
    /// <exception cref="FailureException">The disk is full, ffmpeg is missing, or another process is creating the store.</exception>
    public static FrameStore Build(
        string hdrClip,
        string sdrClip,
        int scale,
        string folder,
        IProgress<FrameProgress>? progress = null,
        CancellationToken token = default) =>
        Build(hdrClip, sdrClip, scale, folder, progress, token, append: null);

    internal static FrameStore Build(
        string hdrClip,
        string sdrClip,
        int scale,
        string folder,
        IProgress<FrameProgress>? progress,
        CancellationToken token,
        Func<string, Stream>? append)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        folder = Path.GetFullPath(folder);
        if (OpenIfCurrent(hdrClip, sdrClip, scale, folder) is { } store)
            return store;

        var (hdr, sdr) = (ClipProbe.Read(hdrClip), ClipProbe.Read(sdrClip));
        ClipChecks.RequirePair(hdr, sdr, scale);
        var source = new VideoPairSource(
            "clip", "video pair", hdr, sdr, scale, FrameChoice.All, new SplitRule(SplitKind.HoldOutEvery, FrameSplit.DefaultEvery));
        DiskSpace.Require(folder, source.Plan.High.FileBytes(hdr.FrameCount, sizeof(ushort)) + source.Plan.Low.FileBytes(hdr.FrameCount,
            1));
        var building = folder + ".building";
        Ingestion.Run(building, scale, [source], jobs: 1, keepUnfinished: false, progress, token, append);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);

        Directory.Move(building, folder);
        return FrameStore.Open(folder);
    }

    private static FrameStore? OpenIfCurrent(string hdrClip, string sdrClip, int scale, string folder)
    {
        try
        {
            var store = Directory.Exists(folder) ? FrameStore.Open(folder) : null;
            if (store is { Clips: [{ Sources: [var hdr, var sdr] }] } && store.Scale == scale && hdr.Matches(hdrClip)
                && sdr.Matches(sdrClip))
            {
                return store;
            }

            store?.Dispose();
        }
        catch (FailureException)
        {
            // A damaged store is rebuilt, since the clips are here.
        }

        return null;
    }
}

using JsiGan.Core.Files;
using JsiGan.Data.Ingest;
using JsiGan.Data.Store;
using JsiGan.Imaging.Color;
using JsiGan.Imaging.Frames;
using JsiGan.Testing.Clips;

namespace JsiGan.Data.Tests.Store;

public sealed class FrameStoreTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public void Crops_across_tiles_are_the_decoded_frames_own_samples()
    {
        var (hdr, sdr) = Clips();
        using var store = PairStore.Build(hdr, sdr, 2, _folder.File("store"));
        Assert.Equal((5, (80, 48), 2), (store.FrameCount, store.LowSize(4), store.Scale));
        using var reader = ClipReader.OpenHdr(ClipProbe.Read(hdr));
        var frame = new Frame<ushort>(160, 96);
        (int, int, int, int)[] crops = [(0, 0, 160, 96), (60, 59, 70, 30), (63, 63, 2, 2), (159, 95, 1, 1), (5, 7, 3, 4)];
        for (var t = 0; t < 5; t++)
        {
            reader.TryRead(frame);
            foreach (var (x, y, width, height) in crops)
            {
                var crop = new ushort[3 * width * height];
                store.ReadHigh(t, x, y, width, height, crop);
                var expected = Crop(frame, x, y, width, height);
                // Chroma is stored as 4:2:0 and upsampled to 4:4:4 by our code, not zimg.
                Assert.Equal(expected[..(width * height)], crop[..(width * height)]);
                Assert.All(expected.Zip(crop), pair => Assert.InRange(pair.First - pair.Second, -1, 1));
            }
        }
    }

    [Fact]
    public void The_low_frames_are_the_shrunk_SDR_frames()
    {
        var (hdr, sdr) = Clips();
        using var store = PairStore.Build(hdr, sdr, 2, _folder.File("store"));
        using var reader = ClipReader.OpenSdr(ClipProbe.Read(sdr));
        var frame = new Frame<byte>(160, 96);
        reader.TryRead(frame);
        var low = new byte[3 * 80 * 48];
        store.ReadLow(0, 0, 0, 80, 48, low);
        var shrunk = new float[80 * 48];
        for (var plane = 0; plane < 3; plane++)
        {
            new Bicubic(160, 96, 80, 48).Resize(Array.ConvertAll(frame.Plane(plane).ToArray(), code => (float)code), shrunk);
            Assert.Equal(
                Array.ConvertAll(shrunk, value => (byte)Math.Floor(value + 0.5)), low[(plane * 80 * 48)..((plane + 1) * 80 * 48)]);
        }
    }

    [Fact]
    public void A_store_of_the_same_clips_is_not_built_again_and_one_of_others_is()
    {
        var (hdr, sdr) = Clips();
        var built = 0;
        var progress = new Count(() => built++);
        PairStore.Build(hdr, sdr, 2, _folder.File("store"), progress).Dispose();
        Assert.Equal(10, built);
        PairStore.Build(hdr, sdr, 2, _folder.File("store"), progress).Dispose();
        File.SetLastWriteTimeUtc(hdr, File.GetLastWriteTimeUtc(hdr).AddDays(1));
        PairStore.Build(hdr, sdr, 2, _folder.File("store"), progress).Dispose();
        Assert.Equal(10, built);
        PairStore.Build(hdr, sdr, 4, _folder.File("store"), progress).Dispose();
        Assert.Equal(20, built);
        SmallClips.Sdr(sdr, frames: 5, width: 160, height: 96);
        SmallClips.Hdr(hdr, frames: 6);
        SmallClips.Sdr(sdr, frames: 6);
        PairStore.Build(hdr, sdr, 4, _folder.File("store"), progress).Dispose();
        Assert.Equal(32, built);
    }

    [Theory]
    [InlineData("high.tiles")]
    [InlineData("low.tiles")]
    [InlineData("high.sums")]
    [InlineData("low.sums")]
    public void A_truncated_store_is_refused_with_both_lengths_and_built_again(string name)
    {
        var (hdr, sdr) = Clips();
        PairStore.Build(hdr, sdr, 2, _folder.File("store")).Dispose();
        using (var file = File.OpenWrite(_folder.File("store/clips/clip/" + name)))
            file.SetLength(file.Length - 4);

        var fault = Assert.Throws<FailureException>(() => FrameStore.Open(_folder.File("store")));
        Assert.Matches("The frame store is damaged: .* has [0-9,]+ bytes, but its index says [0-9,]+; rebuild it", fault.Message);
        using var again = PairStore.Build(hdr, sdr, 2, _folder.File("store"));
        Assert.Equal(5, again.FrameCount);
    }

    [Fact]
    public void An_altered_sample_is_found_when_its_tile_is_read()
    {
        var (hdr, sdr) = Clips();
        PairStore.Build(hdr, sdr, 2, _folder.File("store")).Dispose();
        Alter(_folder.File("store/clips/clip/high.tiles"), 100);
        using var store = FrameStore.Open(_folder.File("store"));
        store.ReadHigh(0, 72, 0, 56, 64, new ushort[3 * 56 * 64]);
        var fault = Assert.Throws<FailureException>(() => store.ReadHigh(0, 0, 0, 8, 8, new ushort[3 * 64]));
        Assert.Contains("tile 0,0 of frame 0", fault.Message);
    }

    [Fact]
    public void Altered_checksums_and_a_broken_or_missing_index_are_found_when_the_store_is_opened()
    {
        var (hdr, sdr) = Clips();
        var folder = _folder.File("store");
        PairStore.Build(hdr, sdr, 2, folder).Dispose();
        Alter(_folder.File("store/clips/clip/low.sums"), new FileInfo(_folder.File("store/clips/clip/low.sums")).Length - 2);
        Assert.Contains("checksum", Assert.Throws<FailureException>(() => FrameStore.Open(folder)).Message);
        File.WriteAllText(_folder.File("store/index.json"), "{ \"version\": 2, ");
        Assert.Contains("not an index of version 2", Assert.Throws<FailureException>(() => FrameStore.Open(folder)).Message);
        File.Delete(_folder.File("store/index.json"));
        Assert.Contains("no index.json", Assert.Throws<FailureException>(() => FrameStore.Open(folder)).Message);
    }

    [Fact]
    public void A_full_disk_is_reported_and_leaves_nothing()
    {
        var (hdr, sdr) = Clips();
        var before = _folder.Names();
        var fault = Assert.Throws<FailureException>(() => PairStore.Build(
            hdr, sdr, 2, _folder.File("store"), null, CancellationToken.None, path => new FullDiskStream(path, room: 100_000)));
        Assert.Contains($"The disk is full: {_folder.File("store")}", fault.Message);
        Assert.Equal(before, _folder.Names());
    }

    [Fact]
    public void A_store_that_another_process_writes_is_refused()
    {
        var store = _folder.File("store");
        using var first = new StoreWriter(store, scale: 2);

        var fault = Assert.Throws<FailureException>(() => new StoreWriter(store, 2, time: new SteppingClock(ExclusiveFile.Timeout)));

        Assert.Equal($"Another process is writing the frame store {store}: wait until it has finished.", fault.Message);
    }

    [Fact]
    public void A_cancelled_build_leaves_nothing()
    {
        var (hdr, sdr) = Clips();
        var before = _folder.Names();
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() =>
            PairStore.Build(hdr, sdr, 2, _folder.File("store"), new Count(stop.Cancel), stop.Token));
        Assert.Equal(before, _folder.Names());
    }

    [Fact]
    public void Clips_of_different_length_build_no_store()
    {
        var (hdr, sdr) = (SmallClips.Hdr(_folder.File("hdr.mp4")), SmallClips.Sdr(_folder.File("sdr.mp4"), frames: 4));
        var fault = Assert.Throws<UsageException>(() => PairStore.Build(hdr, sdr, 2, _folder.File("store")));
        Assert.Contains("has 4 frames, but its HDR counterpart", fault.Message);
        Assert.False(Directory.Exists(_folder.File("store")));
    }

    [Fact]
    public void A_crop_outside_the_frame_and_a_wrong_destination_are_refused()
    {
        var (hdr, sdr) = Clips();
        using var store = PairStore.Build(hdr, sdr, 2, _folder.File("store"));
        Assert.Contains("160x96", Assert.Throws<ArgumentException>(() => store.ReadHigh(0, 100, 0, 61, 1, new ushort[183])).Message);
        Assert.Contains("5 frames", Assert.Throws<ArgumentOutOfRangeException>(() => store.ReadHigh(5, 0, 0, 1, 1, new ushort[3])).Message);
        Assert.Contains("has 4", Assert.Throws<ArgumentException>(() => store.ReadLow(0, 0, 0, 1, 1, new byte[4])).Message);
    }

    [Fact]
    public void One_frame_in_four_is_held_out()
    {
        Assert.Equal([3, 7, 11], FrameSplit.HoldOut(12).Validation);
        Assert.Equal([0, 1, 2, 4, 5, 6, 8, 9, 10], FrameSplit.HoldOut(12).Training);
        Assert.Equal([1], FrameSplit.HoldOut(2).Validation);
        Assert.Contains("1 frames", Assert.Throws<UsageException>(() => FrameSplit.HoldOut(1)).Message);
    }

    public void Dispose() => _folder.Dispose();

    private static T[] Crop<T>(Frame<T> frame, int x, int y, int width, int height)
        where T : unmanaged =>
        [.. Enumerable.Range(0, 3).SelectMany(plane =>
            Enumerable.Range(y, height).SelectMany(row => frame.Row(plane, row).Slice(x, width).ToArray()))];

    private static void Alter(string path, long at)
    {
        using var file = File.Open(path, FileMode.Open);
        file.Position = at;
        var value = file.ReadByte();
        file.Position = at;
        file.WriteByte((byte)(value ^ 1));
    }

    private (string Hdr, string Sdr) Clips() => (SmallClips.Hdr(_folder.File("hdr.mp4")), SmallClips.Sdr(_folder.File("sdr.mp4")));

    private sealed class Count(Action seen) : IProgress<FrameProgress>
    {
        public void Report(FrameProgress value) => seen();
    }
}

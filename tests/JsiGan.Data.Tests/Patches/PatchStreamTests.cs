using JsiGan.Data.Ingest;
using JsiGan.Data.Patches;
using JsiGan.Data.Store;
using JsiGan.Testing.Clips;

namespace JsiGan.Data.Tests.Patches;

public sealed class PatchStreamTests : IDisposable
{
    private static readonly PatchGeometry Geometry = new(16, 2);

    private readonly TestFolder _folder = new();
    private readonly FrameStore _store;

    public PatchStreamTests() => _store = PairStore.Build(
        SmallClips.Hdr(_folder.File("hdr.mp4")), SmallClips.Sdr(_folder.File("sdr.mp4")), 2, _folder.File("store"));

    [Fact]
    public void The_patch_at_a_position_does_not_depend_on_earlier_reads()
    {
        var stream = Stream(seed: 1);
        var (sdr, hdr) = Read(stream, 0, 200);
        for (var position = 199; position >= 0; position -= 7)
        {
            var (one, two) = Read(Stream(seed: 1), position, 1);
            Assert.Equal(sdr.Skip(position * Geometry.LowSamples).Take(Geometry.LowSamples), one);
            Assert.Equal(hdr.Skip(position * Geometry.HighSamples).Take(Geometry.HighSamples), two);
        }
    }

    [Fact]
    public void The_order_is_pinned_so_that_old_runs_can_be_resumed() => Assert.Equal(
        [(3, 58, 29), (0, 15, 24), (3, 61, 0), (3, 20, 18)],
            Enumerable.Range(0, 4).Select(position => Stream(seed: 7).Place(position * 33L)));

    [Fact]
    public void Both_halves_of_a_patch_show_the_same_place()
    {
        // The clips are ramps of 2 HDR codes and half an SDR code a pixel: the two crops must agree on where they lie.
        var stream = Stream(seed: 3);
        for (var position = 0; position < 50; position++)
        {
            var (sdr, hdr) = Read(stream, position, 1);
            var (frame, x, y) = stream.Place(position);
            Assert.InRange(hdr[0], 200 + (4 * x) + (2 * y) + (8 * frame) - 12, 200 + (4 * x) + (2 * y) + (8 * frame) + 12);
            Assert.InRange(sdr[0], 30 + x + y + (8 * frame) - 3, 30 + x + y + (8 * frame) + 3);
        }
    }

    [Fact]
    public void Every_epoch_gives_each_frame_its_share_in_another_order()
    {
        var stream = Stream(seed: 5);
        var epochs = Enumerable.Range(0, 3)
            .Select(epoch => Enumerable.Range(epoch * 100, 100).Select(p => stream.Place(p)).ToArray())
            .ToArray();
        Assert.All(epochs, epoch => Assert.All(epoch.CountBy(place => place.Frame), share => Assert.InRange(share.Value, 33, 34)));
        Assert.NotEqual(epochs[0], epochs[1]);
        Assert.NotEqual(epochs[1], epochs[2]);
        Assert.True(epochs.SelectMany(epoch => epoch).Distinct().Count() > 280);
    }

    [Fact]
    public void Another_seed_gives_other_patches() => Assert.NotEqual(
        Enumerable.Range(0, 20).Select(p => Stream(seed: 1).Place(p)), Enumerable.Range(0, 20).Select(p => Stream(seed: 2).Place(p)));

    [Fact]
    public void Crops_reach_every_edge_of_the_frame()
    {
        var places = Enumerable.Range(0, 5000).Select(p => Stream(seed: 9).Place(p)).ToArray();
        Assert.Equal((0, 80 - 16), (places.Min(p => p.X), places.Max(p => p.X)));
        Assert.Equal((0, 48 - 16), (places.Min(p => p.Y), places.Max(p => p.Y)));
    }

    [Fact]
    public void Patches_that_do_not_fit_are_refused_with_both_sizes()
    {
        var fault = Assert.Throws<UsageException>(() => new PatchStream(_store, [0], new PatchGeometry(49, 2), 10, 1));
        Assert.Contains("49x49", fault.Message);
        Assert.Contains("80x48", fault.Message);
        Assert.Contains("scale 4",
            Assert.Throws<UsageException>(() => new PatchStream(_store, [0], new PatchGeometry(8, 4), 10, 1)).Message);
        Assert.Contains("80x48", Assert.Throws<UsageException>(() => ValidationCrops.Read(_store, [0], 1, 50)).Message);
    }

    [Fact]
    public void Validation_crops_are_the_same_at_every_call_and_spread_over_frames_and_picture()
    {
        var crops = ValidationCrops.Read(_store, [1, 4], 8, 16);
        var again = ValidationCrops.Read(_store, [1, 4], 8, 16);
        Assert.All(crops.Zip(again), pair => Assert.Equal(pair.First.Hdr, pair.Second.Hdr));
        Assert.Equal(8, crops.Select(crop => string.Join(',', crop.Sdr)).Distinct().Count());
        var whole = ValidationCrops.Crop(_store, 4, 0, 0, 80, 48);
        Assert.Equal((160, 96, 3 * 160 * 96), (whole.HighWidth, whole.HighHeight, whole.Hdr.Length));
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    private static (byte[] Sdr, ushort[] Hdr) Read(PatchStream stream, long position, int count)
    {
        var (sdr, hdr) = (new byte[count * Geometry.LowSamples], new ushort[count * Geometry.HighSamples]);
        stream.Read(position, count, sdr, hdr);
        return (sdr, hdr);
    }

    private PatchStream Stream(ulong seed) => new(_store, [0, 2, 3], Geometry, 100, seed);
}

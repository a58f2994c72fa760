using System.Text;
using JsiGan.Data.Ingest;
using JsiGan.Data.Ingest.Pictures;
using JsiGan.Data.Store;
using JsiGan.Testing.Clips;

namespace JsiGan.Data.Tests.Fuzz;

/// <summary>
/// Damaged headers are read or refused; nothing crashes and nothing is read outside a file (a fault there would end the process).
/// </summary>
public sealed class FuzzTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public void A_damaged_index_is_refused() =>
        Mutations.Try(File.ReadAllBytes(Path.Combine(Store(), StoreIndex.Name)), bytes => StoreIndex.Parse(bytes, "index.json"));

    [Fact]
    public void A_wrong_index_with_a_right_checksum_reads_nothing_outside_its_files()
    {
        var folder = Store();
        var text = File.ReadAllText(Path.Combine(folder, StoreIndex.Name));
        var start = text.IndexOf("{\"scale\"", StringComparison.Ordinal);
        var store = text[start..text.LastIndexOf('}')].TrimEnd();
        Mutations.Try(Encoding.UTF8.GetBytes(store), bytes =>
        {
            var lie = Encoding.UTF8.GetString(bytes);
            var sum = Checksum.Of(Encoding.UTF8.GetBytes(lie));
            File.WriteAllText(Path.Combine(folder, StoreIndex.Name), $"{{ \"version\": 2, \"checksum\": \"{sum:x8}\", \"store\": {lie} }}");
            ReadAll(folder);
        });
    }

    [Theory]
    [InlineData("high.sums")]
    [InlineData("low.tiles")]
    public void Damaged_tiles_and_checksums_are_refused(string name)
    {
        var folder = Store();
        var path = Path.Combine(folder, "clips", "clip", name);
        var original = File.ReadAllBytes(path);
        Mutations.Try(original, bytes =>
        {
            File.WriteAllBytes(path, bytes);
            ReadAll(folder);
            Assert.Equal(original, bytes);
        }, parts: 4);
    }

    [Fact]
    public void A_damaged_Radiance_picture_is_read_or_refused()
    {
        byte[] row = [2, 2, 0, 16, 128 + 16, 128, 16, .. Enumerable.Range(0, 16).Select(i => (byte)i), 128 + 4, 64, 128 + 12, 32, 128 + 16,
            129];
        byte[] file = [.. Encoding.ASCII.GetBytes("#?RADIANCE\nEXPOSURE=2\nFORMAT=32-bit_rle_rgbe\n\n-Y 4 +X "
            + "16\n"), .. row, .. row, .. row, .. row];
        Mutations.Try(file, bytes => RadianceReader.Parse(bytes, "light.hdr"));
    }

    public void Dispose() => _folder.Dispose();

    private static void ReadAll(string folder)
    {
        using var store = FrameStore.Open(folder);
        var (width, height) = store.LowSize(0);
        var (high, low) = (new ushort[3 * width * height * store.Scale * store.Scale], new byte[3 * width * height]);
        store.Prefetch(store.FrameCount - 1, 0, 0, width, height);
        for (var frame = 0; frame < store.FrameCount; frame++)
        {
            store.ReadHigh(frame, 0, 0, width * store.Scale, height * store.Scale, high);
            store.ReadLow(frame, 0, 0, width, height, low);
        }
    }

    private string Store()
    {
        var (hdr, sdr) = (SmallClips.Hdr(_folder.File("hdr.mp4"), 2), SmallClips.Sdr(_folder.File("sdr.mp4"), 2));
        PairStore.Build(hdr, sdr, 2, _folder.File("store")).Dispose();
        return _folder.File("store");
    }
}

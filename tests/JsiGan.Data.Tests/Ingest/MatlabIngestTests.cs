using System.Diagnostics;
using JsiGan.Data.Ingest;
using JsiGan.Data.Ingest.Sources;
using JsiGan.Data.Store;

namespace JsiGan.Data.Tests.Ingest;

public sealed class MatlabIngestTests : IDisposable
{
    private const int Count = 5;

    // Not square, so that an axis taken for another one shows.
    private const int Width = 48;
    private const int Height = 32;

    private readonly TestFolder _folder = new();

    [Fact]
    public void The_authors_arrays_become_frames_with_rows_and_columns_in_their_places()
    {
        Copy("train.mat");
        using var store = Ingest("train.mat", new IngestOptions { Split = new SplitRule(SplitKind.HoldOutLast, 2) });
        Assert.Equal((Count, (Width / 2, Height / 2)), (store.FrameCount, store.LowSize(0)));
        Assert.Equal([3, 4], store.Split.Validation);
        for (var n = 0; n < Count; n++)
        {
            var (hdr, sdr) = (new ushort[3 * Width * Height], new byte[3 * Width * Height / 4]);
            store.ReadHigh(n, 0, 0, Width, Height, hdr);
            store.ReadLow(n, 0, 0, Width / 2, Height / 2, sdr);
            Assert.Equal(Rows(n, Width, Height, HdrCode), hdr);
            Assert.Equal(Rows(n, Width / 2, Height / 2, SdrCode), sdr);
        }
    }

    [Fact]
    public void The_test_arrays_may_be_in_two_files()
    {
        Copy("test-hdr.mat");
        Copy("test-sdr.mat");
        using var store = Ingest("test-hdr.mat", new IngestOptions { Split = new SplitRule(SplitKind.Test) }, "test-sdr.mat");
        Assert.Equal(Count, store.Split.Test.Count);
        var (hdr, sdr) = (new ushort[3 * Width * Height], new byte[3 * Width * Height / 4]);
        store.ReadHigh(4, 0, 0, Width, Height, hdr);
        store.ReadLow(4, 0, 0, Width / 2, Height / 2, sdr);
        Assert.Equal(Rows(4, Width, Height, HdrCode), hdr);
        Assert.Equal(Rows(4, Width / 2, Height / 2, SdrCode), sdr);
    }

    [Fact]
    public void Invalid_files_are_refused_with_what_was_found()
    {
        File.WriteAllText(_folder.File("old.mat"), "MATLAB 5.0 MAT-file, Platform: GLNXA64".PadRight(600));
        Refused("old.mat", "a MATLAB file of version 5 to 7", "'-v7.3'");
        File.WriteAllText(_folder.File("note.mat"), "hello");
        Refused("note.mat", "no MATLAB file");
        Refused("gone.mat", "does not exist");
        MatlabWriter.Write(_folder.File("keys.mat"), ("HDR_data", Extent(Width, Height), Hdr()));
        Refused("keys.mat", "has none of the arrays SDR_data");
        MatlabWriter.Write(_folder.File("other.mat"), ("data", Extent(Width, Height), Hdr()));
        Refused("other.mat", "has none of the arrays HDR_data, HDR_YUV");
        MatlabWriter.Write(
            _folder.File("type.mat"), ("HDR_data", Extent(Width, Height), new double[Count * 3 * Width * Height]), ("SDR_data", Extent(24,
                16), Sdr()));
        Refused("type.mat", "HDR_data", "of another type", "uint16");
        MatlabWriter.Write(_folder.File("rank.mat"), ("HDR_data", [10, 10], new ushort[100]), ("SDR_data", Extent(24, 16), Sdr()));
        Refused("rank.mat", "of 2 dimensions");
        Copy("train.mat");
        Refused("train.mat", new IngestOptions { Scale = 4 }, "48x32", "24x16", "--scale");
        var loud = Hdr();
        loud[7] = 4000;
        MatlabWriter.Write(_folder.File("loud.mat"), ("HDR_data", Extent(Width, Height), loud), ("SDR_data", Extent(24, 16), Sdr()));
        Refused("loud.mat", "a sample of 4000", "1023");
    }

    [Fact]
    public void A_file_cut_short_is_refused()
    {
        var whole = File.ReadAllBytes(Golden.PathOf("matlab/train.mat"));
        foreach (var share in (double[])[0.05, 0.3, 0.6, 0.95])
        {
            File.WriteAllBytes(_folder.File("cut.mat"), whole[..(int)(whole.Length * share)]);
            Refused("cut.mat", "cut.mat");
        }
    }

    [Fact]
    public void A_pipe_is_refused_at_once()
    {
        // Opening a pipe without a writer blocks forever.
        Process.Start("mkfifo", _folder.File("pipe.mat")).WaitForExit();
        Refused("pipe.mat", "is no MATLAB file");
    }

    public void Dispose() => _folder.Dispose();

    private static ushort HdrCode(int n, int c, int x, int y) => (ushort)(((n * 101) + (c * 211) + (x * 7) + (y * 13)) % 1024);

    private static byte SdrCode(int n, int c, int x, int y) => (byte)((n * 31) + (c * 61) + (x * 3) + (y * 5));

    private static ulong[] Extent(int width, int height) => [Count, 3, (ulong)width, (ulong)height];

    // HDF5's order is MATLAB's reversed: of each picture and plane, columns one after the other.
    private static ushort[] Hdr() => Fill(Width, Height, HdrCode);

    private static byte[] Sdr() => Fill(Width / 2, Height / 2, SdrCode);

    private static T[] Fill<T>(int width, int height, Func<int, int, int, int, T> code) =>
    [
        .. from n in Enumerable.Range(0, Count)
           from c in Enumerable.Range(0, 3)
           from x in Enumerable.Range(0, width)
           from y in Enumerable.Range(0, height)
           select code(n, c, x, y),
    ];

    private static T[] Rows<T>(int n, int width, int height, Func<int, int, int, int, T> code) =>
    [
        .. from c in Enumerable.Range(0, 3)
           from y in Enumerable.Range(0, height)
           from x in Enumerable.Range(0, width)
           select code(n, c, x, y),
    ];

    private void Copy(string name) => File.Copy(Golden.PathOf($"matlab/{name}"), _folder.File(name));

    private FrameStore Ingest(string hdr, IngestOptions options, string? sdr = null)
    {
        var item = new IngestItem(_folder.File(hdr), sdr is null ? null : _folder.File(sdr), "patches");
        StoreIngest.Run(_folder.File("store"), [item], options, null, default);
        return FrameStore.Open(_folder.File("store"));
    }

    private void Refused(string name, params string[] words) => Refused(name, new IngestOptions(), words);

    private void Refused(string name, IngestOptions options, params string[] words)
    {
        var fault = Assert.Throws<FailureException>(() => Ingest(name, options).Dispose());
        Assert.All(words, word => Assert.Contains(word, fault.Message));
        Assert.False(Directory.Exists(_folder.File("store")));
    }
}

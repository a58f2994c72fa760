using JsiGan.Data.Ingest;
using JsiGan.Data.Ingest.Matlab;
using JsiGan.Data.Ingest.Sources;

namespace JsiGan.Data.Tests.Fuzz;

/// <summary>Damaged MATLAB files are read or refused with a message, whatever PureHDF does: a crash would end the test process.</summary>
public sealed class MatlabFuzzTests : IDisposable
{
    private const int HeaderBytes = 4096;

    // Wrong sizes are refused when the pictures cannot be read, before memory is allocated for the largest.
    private const int MostSamples = 1 << 24;

    private readonly TestFolder _folder = new();

    [Theory]
    [InlineData("train.mat", "HDR_data", HeaderBytes)]
    [InlineData("train.mat", "HDR_data", int.MaxValue)]
    [InlineData("test-hdr.mat", "HDR_YUV", HeaderBytes)]
    public void A_damaged_file_is_read_or_refused(string name, string key, int reach) =>
        Mutations.Try(File.ReadAllBytes(Golden.PathOf($"matlab/{name}")), bytes =>
        {
            File.WriteAllBytes(_folder.File("damaged.mat"), bytes);
            using var array = new MatlabArray(_folder.File("damaged.mat"), [key], sizeof(ushort));
            var samples = 3 * array.Width * array.Height;
            for (var i = 0; samples <= MostSamples && i < Math.Min(array.Count, 8); i++)
                array.Read(i, new ushort[samples].AsSpan());
        }, reach);

    [Fact]
    public void A_damaged_file_leaves_no_store()
    {
        var whole = File.ReadAllBytes(Golden.PathOf("matlab/train.mat"));
        var refused = 0;
        for (var seed = 1; seed <= 20; seed++)
        {
            File.WriteAllBytes(_folder.File("damaged.mat"), Mutations.Of(whole, seed, HeaderBytes));
            try
            {
                StoreIngest.Run(
                    _folder.File("store"), [new(_folder.File("damaged.mat"), null, "patches")], new IngestOptions(), null, default);
                Directory.Delete(_folder.File("store"), recursive: true);
            }
            catch (FailureException failure)
            {
                refused++;
                Assert.EndsWith(".", failure.Message, StringComparison.Ordinal);
                Assert.False(Directory.Exists(_folder.File("store")));
            }
        }

        Assert.NotEqual(0, refused);
    }

    public void Dispose() => _folder.Dispose();
}

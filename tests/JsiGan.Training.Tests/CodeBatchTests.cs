using JsiGan.Data.Patches;
using JsiGan.Training.Batches;
using TorchSharp;

namespace JsiGan.Training.Tests;

public sealed class CodeBatchTests
{
    [Fact]
    public void A_device_makes_the_same_numbers_of_codes_as_the_host_bit_for_bit()
    {
        var geometry = new PatchGeometry(8, 2);
        using var batch = new CodeBatch(geometry, 2, torch.CPU);
        batch.Fill(new Ramp(geometry), 5);
        var (sdr, hdr) = batch.ToSignals(torch.CPU);
        using (sdr)
        using (hdr)
        {
            var (codes, wide) = (new byte[2 * geometry.LowSamples], new ushort[2 * geometry.HighSamples]);
            new Ramp(geometry).Read(5, 2, codes, wide);
            var (low, high) = (new float[codes.Length], new float[wide.Length]);
            Codes.Normalize(codes, low);
            Codes.Normalize(wide, high);
            Assert.Equal([2, 3, 8, 8], sdr.shape);
            Assert.Equal(low, sdr.data<float>().ToArray());
            Assert.Equal(high, hdr.data<float>().ToArray());
        }
    }

    private sealed class Ramp(PatchGeometry geometry) : IPatchSource
    {
        public PatchGeometry Geometry => geometry;

        public long PatchesPerEpoch => 100;

        public void Read(long position, int count, Span<byte> sdr, Span<ushort> hdr)
        {
            for (var i = 0; i < sdr.Length; i++)
                sdr[i] = (byte)(position + (i * 7));

            for (var i = 0; i < hdr.Length; i++)
                hdr[i] = (ushort)((position + (i * 3)) % 1024);
        }
    }
}

using JsiGan.Imaging.Frames;
using JsiGan.Imaging.Synthesis.Degradation;
using JsiGan.Imaging.Synthesis.Seeded;

namespace JsiGan.Imaging.Tests.Synthesis;

public sealed class DegradationTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public void Grain_keeps_the_mean_and_has_its_deviation()
    {
        float[][] rows = [Constant(100), Constant(100), Constant(100)];
        new Grain(Density: 0.03f, ShotNoise: 0.1f, Seed: 7).Apply(3, rows[0], rows[1], rows[2], peakNits: 4000);
        Assert.All(rows, row => Assert.Equal(100, row.Average(), 0.3f));
        Assert.All(rows, row => Assert.InRange(Deviation(row), 3, 3.35f));
        Assert.NotEqual(rows[0], rows[1]);
    }

    [Fact]
    public void Grain_stays_within_black_and_the_peak()
    {
        float[][] rows = [Constant(0.01f), Constant(990), Constant(0)];
        new Grain(Density: 0.3f, ShotNoise: 1, Seed: 7).Apply(3, rows[0], rows[1], rows[2], peakNits: 1000);
        Assert.All(rows, row => Assert.All(row, nits => Assert.InRange(nits, 0, 1000)));
        Assert.All(rows[2], nits => Assert.Equal(0, nits));
    }

    [Fact]
    public void A_normal_number_of_a_cell_has_mean_0_and_variance_1()
    {
        float[] row = [.. Enumerable.Range(0, 200_000).Select(x => Noise.Normal(x, 5, 9))];
        Assert.Equal(0, row.Average(), 0.01f);
        Assert.Equal(1, Deviation(row), 0.01f);
    }

    [Theory]
    [InlineData(1f, 0.25f)]
    [InlineData(0.4f, 0.64f)]
    [InlineData(-0.4f, 1.44f)]
    public void Softness_keeps_flat_light_and_scales_a_point(float strength, float share)
    {
        var frame = new Frame<float>(8, 8);
        frame.Samples.AsSpan().Fill(0.5f);
        Softness.Apply(frame, strength, most: 1);
        Assert.All(frame.Samples, sample => Assert.Equal(0.5f, sample, 1e-6f));
        frame.Samples.AsSpan().Clear();
        frame.Row(1, 4)[4] = 0.5f;
        Softness.Apply(frame, strength, most: 1);
        Assert.Equal(0.5f * share, frame.Row(1, 4)[4], 1e-6f);
        Assert.Equal(0, frame.Plane(0).ToArray().Max());
    }

    [Fact]
    public void Each_shot_of_the_SDR_file_is_compressed_by_its_own_quantizer()
    {
        var random = new Random(3);
        var frame = new Frame<byte>(128, 64);
        var zones = new[] { new EncoderZone(0, 0, 8), new EncoderZone(1, 1, 40) };
        using (var writer = ClipWriter.CreateSdr(_folder.File("sdr.mp4"), 128, 64, new FrameRate(24, 1), zones))
        {
            foreach (var _ in zones)
            {
                frame.Samples.AsSpan().Fill(128);
                foreach (ref var code in frame.Plane(0))
                    code = (byte)random.Next(60, 200);

                writer.Write(frame);
            }

            writer.Complete();
        }

        var decoded = Testing.Clips.MadeClips.Frames<byte>(_folder.File("sdr.mp4"), "format=yuv444p", 3 * 128 * 64);
        var variances = decoded.Select(samples => Deviation([.. samples.Take(128 * 64).Select(code => (float)code)])).ToArray();
        Assert.True(variances[1] < 0.9 * variances[0], $"Deviations {variances[0]} and {variances[1]}.");
    }

    public void Dispose() => _folder.Dispose();

    private static float[] Constant(float light) => [.. Enumerable.Repeat(light, 60_000)];

    private static float Deviation(float[] row)
    {
        var mean = row.Average();
        return MathF.Sqrt(row.Average(sample => (sample - mean) * (sample - mean)));
    }
}

using JsiGan.Evaluation.Baselines;
using JsiGan.Imaging.Frames;

namespace JsiGan.Evaluation.Tests;

public sealed class BaselineTests
{
    [Fact]
    public void Bicubic_takes_the_codes_as_they_are()
    {
        var crop = Crop(sdr: _ => 51, hdr: _ => 300);
        var prediction = BicubicCodes.Predict(crop);
        Assert.Equal((16, 16), (prediction.Width, prediction.Height));
        Assert.All(prediction.Samples, sample => Assert.Equal(0.2f, sample, 1e-6f));
        Assert.Equal(300 / 1023f, Signals.Truth(crop).Samples[0]);
    }

    [Fact]
    public void A_fitted_curve_gives_back_what_it_saw()
    {
        // Flat crops of two codes a channel; the curve must know both, and what lies half-way between.
        var curve = ToneCurve.Fit([Crop(_ => 40, _ => 200), Crop(_ => 200, _ => 1000)]);
        Assert.All(curve.Predict(Crop(_ => 40, _ => 0)).Samples, sample => Assert.Equal(200 / 1023f, sample, 1e-5f));
        Assert.All(curve.Predict(Crop(_ => 200, _ => 0)).Samples, sample => Assert.Equal(1000 / 1023f, sample, 1e-5f));
        Assert.Equal(600 / 1023f, curve.Channel(0)[120], 1e-5f);
        Assert.Equal(200 / 1023f, curve.Channel(2)[0], 1e-5f);
        Assert.Equal(1000 / 1023f, curve.Channel(2)[255], 1e-5f);
    }

    [Fact]
    public void Codes_that_met_several_signals_give_their_mean()
    {
        var curve = ToneCurve.Fit([Crop(_ => 40, _ => 200), Crop(_ => 40, _ => 300), Crop(_ => 40, _ => 400)]);
        Assert.Equal(300 / 1023f, curve.Channel(1)[40], 1e-5f);
    }

    [Fact]
    public void Each_channel_has_its_own_curve()
    {
        var curve = ToneCurve.Fit([Crop(plane => (byte)(10 * (plane + 1)), plane => (ushort)(100 * (plane + 1)))]);
        Assert.Equal(
            [100f / 1023, 200f / 1023, 300f / 1023], Enumerable.Range(0, 3).Select(plane => curve.Channel(plane)[10 * (plane + 1)]), Near);
    }

    [Fact]
    public void A_curve_needs_a_crop() =>
        Assert.Contains("at least one crop", Assert.Throws<ArgumentException>(() => ToneCurve.Fit([])).Message);

    private static bool Near(float a, float b) => Math.Abs(a - b) < 1e-5f;

    private static CropPair Crop(Func<int, byte> sdr, Func<int, ushort> hdr) => new(
        8, 8, 2, [.. Enumerable.Range(0, 3 * 64).Select(i => sdr(i / 64))], [.. Enumerable.Range(0, 3 * 256).Select(i => hdr(i / 256))]);
}

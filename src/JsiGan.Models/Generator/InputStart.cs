namespace JsiGan.Models.Generator;

/// <summary>
/// Start weights of a generator whose first predictions are its up-sampled input in HDR codes: training begins from a picture instead of
/// noise. A pure function of the Xavier weights that the generator was constructed with, so the same seed gives the same start.
/// </summary>
/// <remarks>
/// On a rendered 720p clip (x2, 300 steps of 4 patches of 48, 5e-4 along a cosine, 20 steps of warm-up, one seed): Xavier 27.0 dB, SSIM
/// 0.893; the input as it is 29.5 dB, 0.947; the input in HDR codes 29.9 dB, 0.958.
/// </remarks>
public static class InputStart
{
    /// <summary>Image channels, Y' Cb Cr, and the first feature channels of IR, which carry them.</summary>
    private const int Image = 3;

    /// <summary>Share of Xavier in the residual branches of IR, which then add little to what passes them.</summary>
    private const double BranchGain = 0.3;

    /// <summary>Share of Xavier in IR's last convolution: what the other feature channels add to the image.</summary>
    private const double OutputGain = 0.1;

    /// <summary>
    /// HDR codes of Y' Cb Cr per SDR code, and at SDR code 0: the least-squares line through BT.709 colours (display gamma 2.4, white at
    /// 203 nits as in BT.2408) in BT.2020 PQ, both limited range. Greys stay grey.
    /// </summary>
    private static readonly (double Gain, double Offset)[] Codes = [(0.50, 0.146), Chroma(0.42), Chroma(0.26)];

    /// <summary>The LCE mask of an image at mid-level, 2 sigmoid(0.5): the filter is a mean at the start.</summary>
    private static readonly double MiddleContrast = 2 / (1 + Math.Exp(-0.5));

    /// <summary>Overwrites the weights of a freshly constructed generator.</summary>
    /// <exception cref="ArgumentException">The generator has fewer than 3 feature channels.</exception>
    public static void Apply(JsiNet network)
    {
        if (network.Options.Channels < Image)
        {
            throw new ArgumentException(
                $"The generator has {network.Options.Channels} feature channels, expected at least {Image} to carry the image.",
                nameof(network));
        }

        using var scope = NewDisposeScope();
        using var off = no_grad();
        var (weights, options) = (network.state_dict(), network.Options);
        CarryImage(weights, options.Scale);
        PredictImage(weights["ir.conv2.weight"], weights["ir.conv2.bias"], options.LocalContrast ? MiddleContrast : 1);
        if (options.DetailRestoration)
            AddNoDetail(weights, options.Scale * options.Scale);

        if (options.LocalContrast)
            weights["lce.filter.weight"].zero_();
    }

    /// <summary>
    /// IR up to its shuffle: X in the first three feature channels. It is not negative, so the ReLUs leave it as it is; the skips of the
    /// residual blocks carry it, and the convolution before the shuffle interpolates it at every sub-pixel.
    /// </summary>
    private static void CarryImage(Dictionary<string, Tensor> weights, int scale)
    {
        var copy = zeros(Image, Image, 3, 3);
        for (var channel = 0; channel < Image; channel++)
            copy[channel, channel, 1, 1] = 1;

        weights["ir.conv0.weight"].narrow(0, 0, Image).copy_(copy);
        for (var block = 0; block < ResidualTrunk.Blocks; block++)
            weights[$"ir.res.{block}.conv1.weight"].mul_(BranchGain).narrow(0, 0, Image).zero_();

        var shuffled = weights["ir.conv1.weight"];
        SameForSubPixels(shuffled, scale * scale);
        shuffled.narrow(0, 0, Image * scale * scale).zero_();
        for (var row = 0; row < Image * scale * scale; row++)
        {
            var (channel, y, x) = (row / (scale * scale), row / scale % scale, row % scale);
            shuffled[row, channel].copy_(outer(Interpolation(y, scale), Interpolation(x, scale)));
        }
    }

    /// <summary>Linear interpolation at a sub-pixel: what three neighbouring pixels of a row or column weigh.</summary>
    /// <param name="subPixel">Its place in the middle pixel, 0 to scale - 1.</param>
    /// <param name="scale">Sub-pixels of a pixel along one axis.</param>
    private static Tensor Interpolation(int subPixel, int scale)
    {
        var offset = ((subPixel + 0.5f) / scale) - 0.5f;
        return tensor([Math.Max(0, -offset), 1 - Math.Abs(offset), Math.Max(0, offset)]);
    }

    /// <summary>IR's last convolution: the carried image in HDR codes, over the mask that multiplies it.</summary>
    private static void PredictImage(Tensor weight, Tensor bias, double contrast)
    {
        weight.mul_(OutputGain).narrow(1, 0, Image).zero_();
        foreach (var (channel, (gain, offset)) in Codes.Index())
        {
            weight[channel, channel, 1, 1].fill_(gain / contrast);
            bias[channel].fill_(offset / contrast);
        }
    }

    /// <summary>
    /// ICNR (Aitken et al., "Checkerboard artifact free sub-pixel convolution"): one kernel for all sub-pixels of an output channel, with
    /// Xavier's deviation for that many output channels, so that the shuffle makes no pattern.
    /// </summary>
    /// <param name="weight">(C * subPixels) x C x 3 x 3; output channel c * subPixels + i becomes sub-pixel i of channel c.</param>
    /// <param name="subPixels">High-resolution pixels per low-resolution pixel.</param>
    private static void SameForSubPixels(Tensor weight, int subPixels)
    {
        var (outputs, inputs) = (weight.shape[0] / subPixels, weight.shape[1]);
        var kernels = weight.view(outputs, subPixels, inputs, 3, 3);
        var deviation = Math.Sqrt((double)(inputs + (outputs * subPixels)) / (inputs + outputs));
        kernels.copy_((kernels.narrow(1, 0, 1) * deviation).expand_as(kernels));
    }

    private static (double Gain, double Offset) Chroma(double gain) => (gain, (512 / 1023.0) - (gain * 128 / 255));

    /// <summary>DR: the vertical filter passes the detail layer by its bias, the horizontal one makes 0 of it.</summary>
    private static void AddNoDetail(Dictionary<string, Tensor> weights, int subPixels)
    {
        const int taps = Generator.DetailRestoration.Taps;
        weights["dr.filter_v.weight"].zero_();
        weights["dr.filter_v.bias"].view(subPixels, taps).select(1, taps / 2).fill_(1);
        weights["dr.filter_h.weight"].zero_();
    }
}

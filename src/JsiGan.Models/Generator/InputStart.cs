namespace JsiGan.Models.Generator;

/// <summary>
/// Start weights of a generator whose first predictions are its up-sampled input: training begins from a picture instead of noise. A pure
/// function of the Xavier weights that the generator was constructed with, so the same seed gives the same start.
/// </summary>
public static class InputStart
{
    /// <summary>Image channels, Y' Cb Cr, and the first feature channels of IR, which carry them.</summary>
    private const int Image = 3;

    /// <summary>Share of Xavier in the residual branches of IR, which then add little to what passes them.</summary>
    private const double BranchGain = 0.3;

    /// <summary>Share of Xavier in IR's last convolution: what the other feature channels add to the image.</summary>
    private const double OutputGain = 0.1;

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
        var weights = network.state_dict();
        PassThroughImage(weights, network.Options.Scale * network.Options.Scale);
        if (network.Options.DetailRestoration)
            AddNoDetail(weights, network.Options.Scale * network.Options.Scale);

        if (network.Options.LocalContrast)
            weights["lce.filter.weight"].zero_();
    }

    /// <summary>
    /// IR: X in the first three feature channels. It is not negative, so the ReLUs leave it as it is; the skips of the residual blocks
    /// carry it, the convolution before the shuffle copies it to every sub-pixel, and the last one smooths the steps between pixels.
    /// </summary>
    /// <param name="weights">The generator's state_dict.</param>
    /// <param name="subPixels">High-resolution pixels per low-resolution pixel.</param>
    private static void PassThroughImage(Dictionary<string, Tensor> weights, int subPixels)
    {
        var copy = zeros(Image, Image, 3, 3);
        var smooth = zeros(Image, Image, 3, 3);
        var binomial = tensor([1f, 2, 1]);
        for (var channel = 0; channel < Image; channel++)
        {
            copy[channel, channel, 1, 1] = 1;
            smooth[channel, channel] = outer(binomial, binomial) / 16;
        }

        weights["ir.conv0.weight"].narrow(0, 0, Image).copy_(copy);
        for (var block = 0; block < ResidualTrunk.Blocks; block++)
            weights[$"ir.res.{block}.conv1.weight"].mul_(BranchGain).narrow(0, 0, Image).zero_();

        var shuffled = weights["ir.conv1.weight"];
        SameForSubPixels(shuffled, subPixels);
        var carried = shuffled.narrow(0, 0, Image * subPixels).zero_();
        carried.narrow(1, 0, Image).copy_(copy.repeat_interleave(subPixels, 0));
        weights["ir.conv2.weight"].mul_(OutputGain).narrow(1, 0, Image).copy_(smooth);
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

    /// <summary>DR: the vertical filter passes the detail layer by its bias, the horizontal one makes 0 of it.</summary>
    private static void AddNoDetail(Dictionary<string, Tensor> weights, int subPixels)
    {
        const int taps = Generator.DetailRestoration.Taps;
        weights["dr.filter_v.weight"].zero_();
        weights["dr.filter_v.bias"].view(subPixels, taps).select(1, taps / 2).fill_(1);
        weights["dr.filter_h.weight"].zero_();
    }
}

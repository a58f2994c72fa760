using JsiGan.Data.Patches;
using JsiGan.Models.Generator;
using JsiGan.Training.Batches;

namespace JsiGan.Training.Fitting;

/// <summary>
/// Fits the last convolution of the IR subnet to training patches in closed form, before the first step: it learns the grade of the
/// patches' video at once, for which gradient descent would take some hundred steps.
/// </summary>
/// <remarks>
/// P = (w u + D) * Cl (Eq. 8 and 9) is linear in w, the convolution's weights and bias, where u is the 3x3 neighbourhood of a pixel in the
/// convolution's input, and a 1 for the bias. With w0 before the fit and everything else unchanged, it minimises
/// sum_k MSE_k(w) / (MSE_k(w0) + floor) + ridge |w - w0|^2 over the patches k. Each patch counts relative to its error before the fit, as
/// it does in a mean of PSNRs, so that bright patches do not decide alone. Some patches enter again without their colours, with neutral
/// Cb and Cr as truth, so that greys stay grey.
/// Held-out crops of the quickstart (96 patches, no step of training): 28.35 dB before the fit, 36.96 dB and SSIM 0.9841 after it, 35.73 dB
/// without the division.
/// </remarks>
internal sealed class OutputFit
{
    /// <summary>Pixels of a patch that enter the equations: neighbours say almost the same, and each costs as much as all others.</summary>
    private const int Pixels = 1152;

    private const int Kernel = 3;

    /// <summary>Mean square error, codes / 1023, below which a patch counts no more: 40 dB.</summary>
    private const double Floor = 1e-4;

    private const string Layer = "ir.conv2";

    // Y', Cb and Cr. The luma of a patch without colours is another one than that of its truth.
    private static readonly double[] OfColour = [1, 1, 1];
    private static readonly double[] OfGrey = [0, 1, 1];

    /// <summary>Every so many patches, one enters a second time without its colours.</summary>
    private const int GreyEvery = 4;

    // Cb and Cr of a grey picture.
    private const double NeutralSdr = 128.0 / 255;
    private const double NeutralHdr = 512.0 / 1023;

    /// <summary>
    /// Weight of |w - w0|^2, relative to the mean of the normal equations' diagonal. A smaller one gains PSNR and loses SSIM: 37.4 dB and
    /// 0.9838 at 0.01, 37.6 dB and 0.975 at 1e-4; the fitted tone curve has 36.34 dB and 0.9825.
    /// </summary>
    public double Ridge { get; init; } = 0.03;

    /// <summary>Weight of patches without colours beside the others: a cast on greys is seen first. 0 leaves them out.</summary>
    public double GreyWeight { get; init; } = 4;

    /// <summary>Fits a generator to the first patches of a source; no operation for 0 patches.</summary>
    /// <param name="network">The generator.</param>
    /// <param name="source">Patches of the generator's scale.</param>
    /// <param name="count">Patches to read, one at a time.</param>
    /// <param name="device">Where the generator lives.</param>
    public void Apply(JsiNet network, IPatchSource source, int count, Device device)
    {
        if (count > 0)
            Apply(network, Read(source, count, device));
    }

    /// <summary>Fits a generator to patches.</summary>
    /// <param name="network">The generator.</param>
    /// <param name="patches">X, [1, 3, h, w], codes / 255, and Y, [1, 3, s h, s w], codes / 1023; disposed here.</param>
    public void Apply(JsiNet network, IEnumerable<(Tensor Sdr, Tensor Hdr)> patches)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var state = network.state_dict();
        var (weight, bias) = (state[$"{Layer}.weight"], state[$"{Layer}.bias"]);
        var before = cat([weight.flatten(1), bias.unsqueeze(1)], 1);
        var equations = new NormalEquations(before.shape[0], before.shape[1], before.device);
        foreach (var ((sdr, hdr), index) in patches.Select((patch, index) => (patch, index)))
        {
            using var each = NewDisposeScope();
            var (input, truth) = (sdr.to(before.dtype), hdr.to(before.dtype));
            Add(equations, network, before, input, truth, index, OfColour, weight: 1);
            if (index % GreyEvery == 0 && GreyWeight > 0)
                Add(equations, network, before, Grey(input, NeutralSdr), Grey(truth, NeutralHdr), index, OfGrey, GreyWeight);

            sdr.Dispose();
            hdr.Dispose();
        }

        var change = equations.Solve(Ridge).to(before.dtype);
        weight.add_(change.narrow(1, 0, change.shape[1] - 1).view_as(weight));
        bias.add_(change.select(1, change.shape[1] - 1));
    }

    private static IEnumerable<(Tensor Sdr, Tensor Hdr)> Read(IPatchSource source, int count, Device device)
    {
        using var codes = new CodeBatch(source.Geometry, 1, device);
        for (var position = 0; position < count; position++)
        {
            codes.Fill(source, position);
            yield return codes.ToSignals(device);
        }
    }

    private static Tensor Grey(Tensor image, double neutral) =>
        cat([image.narrow(1, 0, 1), full_like(image.narrow(1, 1, 2), neutral)], 1);

    private static void Add(
        NormalEquations equations, JsiNet network, Tensor before, Tensor sdr, Tensor hdr, int patch, double[] channels,
        double weight)
    {
        var (features, detail, contrast) = network.ForwardToLastConvolution(sdr);
        var (height, width) = (features.shape[2], features.shape[3]);
        var places = Enumerable.Range(0, Pixels)
            .Select(i => (long)Hash64.Below(Hash64.At((ulong)patch, (ulong)i), (int)(height * width))).ToArray();
        var pixels = tensor(places, device: features.device);
        var inputs = Neighbourhoods(features, pixels);
        var included = tensor(channels, features.dtype, features.device).unsqueeze(1);
        var factor = contrast is null ? ones_like(Take(hdr)) : Take(contrast);
        var sum = before.matmul(inputs);
        var error = (Take(hdr) - ((detail is null ? sum : sum + Take(detail)) * factor)) * included;
        equations.Add(inputs, factor * included, error, weight / (error.square().mean().to(ScalarType.Float64).item<double>() + Floor));

        Tensor Take(Tensor image) => image[0].flatten(1).index_select(1, pixels);
    }

    /// <summary>u of some pixels: [C * 9 + 1, pixels], in the order of the weights, with the convolution's padding.</summary>
    private static Tensor Neighbourhoods(Tensor features, Tensor pixels)
    {
        var width = features.shape[3];
        var padded = nn.functional.pad(features, (1, 1, 1, 1));
        var corner = (pixels.floor_divide(width) * padded.shape[3]) + pixels.remainder(width);
        var flat = padded[0].flatten(1);
        var taps = Enumerable.Range(0, Kernel * Kernel)
            .Select(tap => flat.index_select(1, corner + ((tap / Kernel * padded.shape[3]) + (tap % Kernel)))).ToArray();
        return cat([stack(taps, 1).flatten(0, 1), ones(1, pixels.shape[0], features.dtype, features.device)], 0);
    }
}

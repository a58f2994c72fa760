using JsiGan.Models.Generator;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace JsiGan.Models.Plain;

/// <summary>
/// JSInet with all three subnets, composed of library operations and written as the paper's equations are: the specification of
/// <see cref="JsiNet"/>, and what that is measured against. Parameters have the same names, so a state_dict of one loads into the other.
/// It leaves all intermediate tensors to the caller's scope.
/// </summary>
public sealed class PlainJsiNet : Module<Tensor, Tensor>
{
    [ComponentName(Name = "lce")]
    private readonly PlainLocalContrast _lce;

    [ComponentName(Name = "dr")]
    private readonly PlainDetailRestoration _dr;

    [ComponentName(Name = "ir")]
    private readonly PlainImageReconstruction _ir;

    /// <param name="scale">Up-scaling factor: 1, 2 or 4.</param>
    /// <param name="channels">Feature channels of all three subnets.</param>
    public PlainJsiNet(int scale, int channels = 64)
        : base(nameof(PlainJsiNet))
    {
        _lce = new PlainLocalContrast(channels, scale);
        _dr = new PlainDetailRestoration(channels, scale);
        _ir = new PlainImageReconstruction(channels, scale);
        RegisterComponents();
    }

    /// <summary>P = (I + D) * Cl (Eq. 9).</summary>
    /// <param name="input">X, N x 3 x H x W, codes / 255.</param>
    /// <returns>P, N x 3 x sH x sW, codes / 1023, not clipped.</returns>
    public override Tensor forward(Tensor input)
    {
        var contrast = _lce.call(GuidedFilter.Base(input));
        var (detail, features) = _dr.call(GuidedFilter.Detail(input));
        return (_ir.call(input, features) + detail) * contrast;
    }
}

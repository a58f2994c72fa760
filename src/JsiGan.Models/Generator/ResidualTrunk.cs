using JsiGan.Models.Convolutions;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace JsiGan.Models.Generator;

/// <summary>
/// RL o RB^4 o Conv, with which each of the three subnets begins. Not a module of its own: its layers are registered as conv0 and res of
/// the subnet, so that they keep their names in the state_dict.
/// </summary>
internal sealed class ResidualTrunk
{
    /// <summary>Residual blocks of the trunk.</summary>
    public const int Blocks = 4;

    private readonly Conv3x3 _conv0;
    private readonly ModuleList<ResidualBlock> _res;

    /// <param name="subnet">Owns the layers.</param>
    /// <param name="channels">Feature channels.</param>
    /// <param name="joined">Channels that the second block takes from another subnet; 0 for none.</param>
    public ResidualTrunk(Module subnet, int channels, int joined = 0)
    {
        _conv0 = new Conv3x3(3, channels);
        _res = ModuleList(Enumerable.Range(0, Blocks).Select(i => new ResidualBlock(channels, i == 1 ? joined : 0)).ToArray());
        subnet.register_module("conv0", _conv0);
        subnet.register_module("res", _res);
    }

    /// <summary>(RB o Conv)(x): i_DR of Eq. 3, i_IR of Eq. 7.</summary>
    /// <param name="input">N x 3 x H x W.</param>
    /// <returns>N x C x H x W.</returns>
    public Tensor First(Tensor input) => _res[0].Consume(_conv0.call(input));

    /// <summary>(RL o RB^3)([first, joined]).</summary>
    /// <param name="first">The result of <see cref="First"/>.</param>
    /// <param name="joined">i_DR in the IR subnet (Eq. 8).</param>
    /// <param name="keepFirst">Leaves <paramref name="first"/> to the caller; else it is disposed.</param>
    public Tensor Rest(Tensor first, Tensor? joined = null, bool keepFirst = false)
    {
        var features = joined is null ? _res[1].call(first) : _res[1].Join(first, joined);
        if (!keepFirst)
            first.Dispose();

        for (var i = 2; i < Blocks; i++)
            features = _res[i].Consume(features);

        return features.relu_();
    }
}

#nullable enable

using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// 2-D convolution (cross-correlation) of N x in x H x W, or in x H x W, with weights out x in/groups x kernel height x kernel width.
/// </summary>
public sealed class Conv2d : Convolution
{
    internal Conv2d(
        long in_channels, long out_channels, (long, long) kernel_size, (long, long) stride, (long, long)? padding, Padding? padding_type,
        (long, long) dilation, long groups, bool bias, PaddingModes padding_mode, Device? device, ScalarType? dtype)
        : base(nameof(Conv2d), in_channels, out_channels, Sizes(kernel_size), Sizes(stride), Sizes(padding ?? (0, 0)), padding_type,
            Sizes(dilation), groups, bias, padding_mode, device, dtype)
    {
    }

    public override Tensor forward(Tensor input)
    {
        var shape = input.shape;
        if (!(shape.Length == 4 && shape[1] == in_channels) && !(shape.Length == 3 && shape[0] == in_channels))
        {
            throw new ArgumentException(
                $"Expected 3D (unbatched) or 4D (batched) input with {in_channels} channels to Conv2d, got {string.Join(" x ", shape)}.");
        }
        if (padding_mode != PaddingModes.Zeros)
        {
            using var padded = nn.functional.pad(input, _paddingPerSide, padding_mode);
            return nn.functional.conv2d(padded, weight, bias, stride, [0, 0], dilation, groups);
        }
        return padding_type is { } type
            ? nn.functional.conv2d_padding(input, weight, bias, stride, type, dilation, groups)
            : nn.functional.conv2d(input, weight, bias, stride, padding, dilation, groups);
    }

    private static long[] Sizes((long Height, long Width) of) => [of.Height, of.Width];
}

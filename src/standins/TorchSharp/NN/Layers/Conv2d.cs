#nullable enable

using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>2-D convolution (cross-correlation) of N x in x H x W, or in x H x W, with weights out x in/groups x kernel height x kernel width.</summary>
public sealed class Conv2d : nn.Module<Tensor, Tensor>
{
    private long[] _paddingPerSide = [];
    private Parameter? _weight;
    private Parameter? _bias;

    internal Conv2d(long in_channels, long out_channels, (long, long) kernel_size, (long, long) stride, (long, long)? padding, Padding? padding_type,
        (long, long) dilation, long groups, bool bias, PaddingModes padding_mode, Device? device, ScalarType? dtype)
        : base(nameof(Conv2d))
    {
        this.in_channels = in_channels;
        this.out_channels = out_channels;
        this.kernel_size = [kernel_size.Item1, kernel_size.Item2];
        this.stride = [stride.Item1, stride.Item2];
        this.dilation = [dilation.Item1, dilation.Item2];
        this.groups = groups;
        this.padding_mode = padding_mode;
        if (padding_type is { } type)
            SetPadding(type);
        else
            SetPadding([padding?.Item1 ?? 0, padding?.Item2 ?? 0]);
        weight = nn.Parameter(empty([out_channels, in_channels / groups, .. this.kernel_size], dtype, device));
        if (bias)
            this.bias = nn.Parameter(empty([out_channels], dtype, device));
        reset_parameters();
    }

    public long in_channels { get; }

    public long out_channels { get; }

    public long[] kernel_size { get; set; }

    public long[] stride { get; set; }

    public long[] dilation { get; set; }

    public long groups { get; set; }

    public PaddingModes padding_mode { get; set; }

    /// <summary>Rows and columns added on each side; null where <see cref="padding_type"/> decides.</summary>
    public long[]? padding { get; private set; }

    public Padding? padding_type { get; private set; }

    public Parameter weight
    {
        get => _weight!;
        set => Components.Replace(ref _weight, value, kept => ConditionallyRegisterParameter(nameof(weight), kept));
    }

    public Parameter? bias
    {
        get => _bias;
        set => Components.Replace(ref _bias, value, kept => ConditionallyRegisterParameter(nameof(bias), kept));
    }

    /// <summary>Draws the weights (Kaiming uniform, a = sqrt 5) and the bias (uniform within 1/sqrt(fan in)) as PyTorch does.</summary>
    public void reset_parameters()
    {
        nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
        if (bias is null)
            return;
        var (fanIn, _) = nn.init.CalculateFanInAndFanOut(weight);
        var bound = 1 / Math.Sqrt(fanIn);
        nn.init.uniform_(bias, -bound, bound);
    }

    public void SetPadding(long[] padding)
    {
        (this.padding, padding_type) = (padding, null);
        _paddingPerSide = [padding[1], padding[1], padding[0], padding[0]];
    }

    /// <exception cref="ArgumentException">'Same' with a stride above 1.</exception>
    public void SetPadding(Padding padding)
    {
        if (padding == Padding.Same && stride.Any(s => s != 1))
            throw new ArgumentException("'Same' padding is not defined for strided convolutions.", nameof(padding));
        (this.padding, padding_type) = (null, padding);
        _paddingPerSide = padding == Padding.Same ? [.. Both(1), .. Both(0)] : [0, 0, 0, 0];

        long[] Both(int axis)
        {
            var total = dilation[axis] * (kernel_size[axis] - 1);
            return [total / 2, total - total / 2];
        }
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
}

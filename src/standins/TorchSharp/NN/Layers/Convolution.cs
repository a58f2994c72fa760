#nullable enable

using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What the convolutions share: the geometry, the weights out x in/groups x kernel size and the bias, out values.</summary>
public abstract class Convolution : nn.Module<Tensor, Tensor>
{
    private protected long[] _paddingPerSide = [];

    private Parameter? _weight;
    private Parameter? _bias;

    private protected Convolution(
        string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[] padding, Padding? padding_type,
        long[] dilation, long groups, bool bias, PaddingModes padding_mode, Device? device, ScalarType? dtype)
        : base(name)
    {
        this.in_channels = in_channels;
        this.out_channels = out_channels;
        this.kernel_size = kernel_size;
        this.stride = stride;
        this.dilation = dilation;
        this.groups = groups;
        this.padding_mode = padding_mode;
        if (padding_type is { } type)
            SetPadding(type);
        else
            SetPadding(padding);
        weight = nn.Parameter(empty([out_channels, in_channels / groups, .. kernel_size], dtype, device));
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

    /// <summary>What is added on each side, by dimension; null where <see cref="padding_type"/> decides.</summary>
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
        _paddingPerSide = [.. padding.Reverse().SelectMany(size => new[] { size, size })];
    }

    /// <exception cref="ArgumentException">'Same' with a stride above 1.</exception>
    public void SetPadding(Padding padding)
    {
        if (padding == Padding.Same && stride.Any(s => s != 1))
            throw new ArgumentException("'Same' padding is not defined for strided convolutions.", nameof(padding));
        (this.padding, padding_type) = (null, padding);
        _paddingPerSide = [.. dilation.Zip(kernel_size).Reverse().SelectMany(axis => Sides(axis.First * (axis.Second - 1)))];

        long[] Sides(long total) => padding == Padding.Same ? [total / 2, total - total / 2] : [0, 0];
    }
}

#nullable enable

using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What the batch normalisations share: the affine parameters and the running statistics, each of num_features values.</summary>
public abstract class NormBase : nn.Module<Tensor, Tensor>
{
    private Parameter? _weight;
    private Parameter? _bias;
    private Tensor? _runningMean;
    private Tensor? _runningVar;
    private Tensor? _batches;

    private protected NormBase(
        long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype,
        string name)
        : base(name)
    {
        this.num_features = num_features;
        this.eps = eps;
        this.momentum = momentum;
        this.affine = affine;
        this.track_running_stats = track_running_stats;
        if (affine)
        {
            weight = nn.Parameter(ones([num_features], dtype, device));
            bias = nn.Parameter(zeros([num_features], dtype, device));
        }
        if (track_running_stats)
        {
            running_mean = zeros([num_features], dtype, device);
            running_var = ones([num_features], dtype, device);
            // As in TorchSharp 0.107 the counter takes the layer's type, so that a conversion of the module converts it too.
            num_batches_tracked = zeros([], dtype ?? ScalarType.Int64, device);
        }
    }

    public long num_features { get; }

    public double eps { get; set; }

    /// <summary>The share of the new batch in the running statistics; null for the plain average over all batches.</summary>
    public double? momentum { get; set; }

    public bool affine { get; }

    public bool track_running_stats { get; }

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

    public Tensor? running_mean
    {
        get => _runningMean;
        set => Components.Replace(ref _runningMean, value, kept => ConditionallyRegisterBuffer(nameof(running_mean), kept));
    }

    /// <summary>The running variance, unbiased (divided by the count less one), unlike the one a batch is normalised with.</summary>
    public Tensor? running_var
    {
        get => _runningVar;
        set => Components.Replace(ref _runningVar, value, kept => ConditionallyRegisterBuffer(nameof(running_var), kept));
    }

    public Tensor? num_batches_tracked
    {
        get => _batches;
        set => Components.Replace(ref _batches, value, kept => ConditionallyRegisterBuffer(nameof(num_batches_tracked), kept));
    }

    public void reset_running_stats()
    {
        if (!track_running_stats)
            return;
        nn.init.zeros_(running_mean!);
        nn.init.ones_(running_var!);
        nn.init.zeros_(num_batches_tracked!);
    }

    public void reset_parameters()
    {
        reset_running_stats();
        if (!affine)
            return;
        nn.init.ones_(weight);
        nn.init.zeros_(bias!);
    }

    /// <exception cref="ArgumentException">The layer is for inputs of another number of dimensions.</exception>
    protected abstract void ValidateInputDimensions(Tensor input);
}

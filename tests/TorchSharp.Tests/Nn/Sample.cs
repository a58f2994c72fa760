using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Nn;

/// <summary>A small network with every kind of component: layers, a list, a parameter and a buffer, by the names they are given.</summary>
internal sealed class Sample : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "scale")]
    private readonly Parameter _scale;
    [ComponentName(Name = "shift")]
    private readonly Tensor _shift;
    [ComponentName(Name = "head")]
    private readonly Conv2d _head;
    [ComponentName(Name = "body")]
    private readonly ModuleList<Conv2d> _body;
    [ComponentName(Name = "norm")]
    private readonly BatchNorm2d _norm;

    public Sample() : base(nameof(Sample))
    {
        _head = nn.Conv2d(1, 2, 3, padding: 1L);
        _body = nn.ModuleList(nn.Conv2d(2, 2, 1), nn.Conv2d(2, 2, 1, bias: false));
        _norm = nn.BatchNorm2d(2);
        _scale = nn.Parameter(ones(1));
        _shift = zeros(1);
        RegisterComponents();
    }

    public static string[] ParameterNames { get; } =
        ["scale", "head.weight", "head.bias", "body.0.weight", "body.0.bias", "body.1.weight", "norm.weight", "norm.bias"];

    public static string[] BufferNames { get; } = ["shift", "norm.running_mean", "norm.running_var", "norm.num_batches_tracked"];

    public BatchNorm2d Norm => _norm;

    public Conv2d Head => _head;

    public Parameter Scale => _scale;

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var y = _head.call(input);
        foreach (var layer in _body)
            y = layer.call(y);
        return (_norm.call(y) * _scale + _shift).MoveToOuterDisposeScope();
    }
}

using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Nn;

public sealed class ContainerTests
{
    [Fact]
    public void A_sequence_names_its_steps_by_number_or_by_choice()
    {
        using var numbered = nn.Sequential(nn.Conv2d(1, 1, 1), nn.ReLU(), nn.BatchNorm2d(1));
        Assert.Equal(["0.weight", "0.bias", "2.weight", "2.bias"], numbered.named_parameters().Select(p => p.name));
        using var named = nn.Sequential(("conv", nn.Conv2d(1, 1, 1)), ("act", nn.ReLU()));
        Assert.Equal(["conv.weight", "conv.bias"], named.named_parameters().Select(p => p.name));
        Assert.Equal(["conv", "act"], named.named_children().Select(c => c.name));
        Assert.Equal(2, named.Count);
        Assert.IsType<ReLU>(named[1]);
    }

    [Fact]
    public void A_sequence_feeds_each_step_with_the_one_before_and_keeps_only_the_last()
    {
        using var scope = NewDisposeScope();
        using var row = nn.Sequential(nn.LeakyReLU(0.5), nn.LeakyReLU(0.5), nn.LeakyReLU(0.5));
        var x = tensor(new double[] { -8, 8 });
        var before = scope.DisposablesCount;
        var y = row.forward(x);
        Values.Equal([-1, 8], y);
        Values.Equal([-8, 8], x);
        Assert.Equal(before + 1, scope.DisposablesCount);
    }

    [Fact]
    public void An_empty_sequence_gives_its_input()
    {
        using var scope = NewDisposeScope();
        using var row = nn.Sequential();
        Values.Equal([5], row.forward(tensor(new double[] { 5 })));
    }

    [Fact]
    public void A_sequence_disposes_converts_and_switches_its_steps()
    {
        var conv = nn.Conv2d(1, 1, 1);
        var row = nn.Sequential(conv, nn.ReLU()).@double();
        Assert.Equal(ScalarType.Float64, conv.weight.dtype);
        row.eval();
        Assert.False(conv.training);
        row.Dispose();
        Assert.Empty(conv.parameters());
    }

    [Fact]
    public void A_list_counts_and_indexes_its_modules()
    {
        using var list = new ModuleList<Conv2d>(nn.Conv2d(1, 1, 1));
        list.Add(nn.Conv2d(1, 2, 1));
        Assert.Equal(2, list.Count);
        Assert.Equal(2, list[1].out_channels);
        using var owner = new Owner(list);
        Assert.Equal(["_list.0.weight", "_list.0.bias", "_list.1.weight", "_list.1.bias"], owner.named_parameters().Select(p => p.name));
    }

    private sealed class Owner : nn.Module<Tensor, Tensor>
    {
        private readonly ModuleList<Conv2d> _list;

        public Owner(ModuleList<Conv2d> list) : base(nameof(Owner))
        {
            _list = list;
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => _list[0].call(input);
    }
}

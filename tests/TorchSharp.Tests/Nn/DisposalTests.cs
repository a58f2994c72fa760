using static TorchSharp.torch;

namespace TorchSharp.Tests.Nn;

public sealed class DisposalTests
{
    [Fact]
    public void A_disposed_module_frees_its_parameters_and_buffers()
    {
        var sample = new Sample();
        var state = sample.state_dict().Values.ToList();
        Assert.Equal(Sample.ParameterNames.Length + Sample.BufferNames.Length, state.Count);
        sample.Dispose();
        Assert.All(state, tensor => Assert.True(tensor.IsInvalid));
        sample.Dispose();
    }

    [Fact]
    public void A_module_leaves_no_live_tensor_behind()
    {
        MakeAndDrop();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        MakeAndDrop();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);

        static void MakeAndDrop()
        {
            using var scope = NewDisposeScope();
            using var sample = new Sample();
            using var x = rand(1, 1, 4, 4);
            using var loss = sample.forward(x).sum();
            loss.backward();
            sample.zero_grad();
        }
    }

    [Fact]
    public void The_layers_of_a_module_outlive_the_scope_they_were_made_in()
    {
        Modules.Conv2d conv;
        using (NewDisposeScope())
            conv = nn.Conv2d(1, 1, 1);
        Assert.False(conv.weight.IsInvalid);
        conv.Dispose();
    }

    [Fact]
    public void A_parameter_takes_its_tensor_over()
    {
        using var scope = NewDisposeScope();
        var data = ones(3);
        var parameter = nn.Parameter(data, requires_grad: false);
        Assert.True(data.IsInvalid);
        Assert.False(parameter.requires_grad);
        Assert.Equal([1.0, 1.0, 1.0], Values.Of(parameter));
        Assert.True(scope.Contains(parameter));
    }

    [Fact]
    public void Zeroing_gradients_drops_them_or_fills_them()
    {
        using var scope = NewDisposeScope();
        using var conv = nn.Conv2d(1, 1, 1);
        conv.forward(ones(1, 1, 2, 2)).sum().backward();
        conv.zero_grad(set_to_none: false);
        Values.Equal([0], conv.weight.grad!);
        conv.zero_grad();
        Assert.Null(conv.weight.grad);
    }
}

using System.Runtime.InteropServices;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests;

public sealed class AutogradTests
{
    [Fact]
    public void Backward_accumulates_until_the_gradient_is_dropped()
    {
        using var scope = NewDisposeScope();
        var x = tensor([2.0, 3.0], requires_grad: true);

        (x * x).sum().backward();
        (x * x).sum().backward();
        Assert.Equal([8.0, 12.0], x.grad!.data<double>().ToArray());

        x.grad = null;
        Assert.Null(x.grad);
    }

    [Fact]
    public void Grad_leaves_the_leaves_alone()
    {
        using var scope = NewDisposeScope();
        var x = tensor([2.0], requires_grad: true);
        var unused = tensor([1.0], requires_grad: true);

        var gradients = autograd.grad([x * x * x], [x, unused], allow_unused: true);

        Assert.Equal(12.0, gradients[0].item<double>());
        Assert.Null(x.grad);
        Assert.True(gradients[1] is null || gradients[1].IsInvalid);
    }

    [Fact]
    public void A_gradient_of_a_gradient_is_the_second_derivative()
    {
        using var scope = NewDisposeScope();
        var x = tensor([2.0], requires_grad: true);

        var first = autograd.grad([x.pow(3)], [x], create_graph: true)[0];
        var second = autograd.grad([first], [x])[0];

        Assert.Equal(12.0, second.item<double>(), 12);
    }

    [Fact]
    public void Output_gradients_weigh_the_outputs()
    {
        using var scope = NewDisposeScope();
        var x = tensor([1.0, 2.0], requires_grad: true);

        var gradient = autograd.grad([x * x], [x], [tensor([10.0, 100.0])])[0];

        Assert.Equal([20.0, 400.0], gradient.data<double>().ToArray());
    }

    [Fact]
    public void Backward_twice_needs_the_graph_to_be_kept()
    {
        using var scope = NewDisposeScope();
        var x = tensor([1.0], requires_grad: true);
        var kept = x * x;
        kept.backward(retain_graph: true);
        kept.backward();
        Assert.Equal(4.0, x.grad!.item<double>());

        Assert.Throws<ExternalException>(() => kept.backward());
    }

    [Fact]
    public void Modes_nest_and_come_back()
    {
        using var scope = NewDisposeScope();
        var x = tensor([1.0], requires_grad: true);

        Assert.True(is_grad_enabled());
        using (no_grad())
        {
            Assert.False((x * 2).requires_grad);
            using (enable_grad())
            {
                Assert.True((x * 2).requires_grad);
            }

            Assert.False(is_grad_enabled());
        }

        Assert.True(is_grad_enabled());
        using (inference_mode())
        {
            Assert.True(is_inference_mode_enabled());
        }

        Assert.False(is_inference_mode_enabled());
    }

    [Fact]
    public void Detached_tensors_end_the_graph()
    {
        using var scope = NewDisposeScope();
        var x = tensor([3.0], requires_grad: true);
        var y = x * x;

        Assert.False(y.is_leaf);
        Assert.True(x.is_leaf);
        Assert.False(y.detach().requires_grad);
        (y.detach() * x).backward();
        Assert.Equal(9.0, x.grad!.item<double>());
    }

    public static TheoryData<string> Functions => [.. Differentiable.Keys];

    private static readonly Dictionary<string, Func<Tensor, Tensor>> Differentiable = new()
    {
        ["conv2d"] = x => functional.conv2d(x, arange(1, 19, dtype: float64).reshape(1, 2, 3, 3) / 10, padding: [1, 1]),
        ["conv_transpose2d"] = x => functional.conv_transpose2d(x, arange(1, 9, dtype: float64).reshape(2, 1, 2, 2) / 10, strides: [2, 2]),
        ["avg_pool2d"] = x => functional.avg_pool2d(x, [2, 2]),
        ["reflect pad"] = x => functional.pad(x, [1, 1, 1, 1], PaddingModes.Reflect),
        ["pixel_unshuffle"] = x => functional.pixel_unshuffle(x, 2),
        ["pixel_shuffle"] = x => functional.pixel_shuffle(cat([x, x], 1), 2),
        ["bicubic"] = x => functional.interpolate(x, size: [8, 8], mode: InterpolationMode.Bicubic, align_corners: false),
        ["unfold"] = x => functional.unfold(x, 3, padding: 1),
        ["softmax"] = x => x.softmax(1),
        ["sigmoid"] = x => x.sigmoid(),
        ["leaky_relu"] = x => functional.leaky_relu(x, 0.2),
        ["normalize"] = x => functional.normalize(x),
        ["batch_norm"] = x => functional.batch_norm(x, null, null, training: true),
        ["var"] = x => x.var([2, 3], unbiased: false),
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public void Gradients_agree_with_finite_differences(string function)
    {
        using var scope = NewDisposeScope();
        const double step = 1e-6;
        const int seed = 7;
        random.manual_seed(seed);
        var x = randn([1, 2, 4, 4], dtype: float64);
        var weights = randn(Differentiable[function](x).shape, dtype: float64);
        double Value(Tensor at) => (Differentiable[function](at) * weights).sum().item<double>();

        var leaf = x.clone().requires_grad_();
        (Differentiable[function](leaf) * weights).sum().backward();
        var gradient = leaf.grad!.view(-1);

        for (var i = 0; i < x.numel(); i += 5)
        {
            var nudge = zeros([x.numel()], dtype: float64);
            nudge[i] = tensor(step);
            var expected = (Value(x + nudge.view(x.shape)) - Value(x - nudge.view(x.shape))) / (2 * step);
            var found = gradient[i].item<double>();
            Assert.True(Math.Abs(expected - found) < 1e-6, $"{function}, element {i}, seed {seed}: {found}, expected {expected}");
        }
    }
}

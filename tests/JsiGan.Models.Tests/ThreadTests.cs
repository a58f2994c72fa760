using JsiGan.Models.DynamicFilters;

namespace JsiGan.Models.Tests;

public sealed class ThreadTests
{
    [Fact]
    public void Dynamic_filters_have_the_same_bits_on_any_number_of_threads()
    {
        using var scope = NewDisposeScope();
        var before = get_num_threads();
        try
        {
            IReadOnlyList<Tensor> one = Run(threads: 1);
            IReadOnlyList<Tensor> three = Run(threads: 3);
            for (var i = 0; i < one.Count; i++)
                TestTensors.AssertClose(one[i], three[i], 0);
        }
        finally
        {
            set_num_threads(before);
        }
    }

    private static List<Tensor> Run(int threads)
    {
        set_num_threads(threads);
        var x = TestTensors.Uniform(2, [3, 3, 11, 19], 0, 1, ScalarType.Float32).requires_grad_(true);
        var vertical = TestTensors.Uniform(3, [3, 164, 11, 19], -0.2, 0.2, ScalarType.Float32).requires_grad_(true);
        var horizontal = TestTensors.Uniform(4, [3, 164, 11, 19], -0.2, 0.2, ScalarType.Float32).requires_grad_(true);
        var logits = TestTensors.Uniform(6, [3, 324, 11, 19], -2, 2, ScalarType.Float32).requires_grad_(true);
        var upstream = TestTensors.Uniform(5, [3, 3, 22, 38], -1, 1, ScalarType.Float32);
        var separable = DynamicSeparableFilter.Apply(x, vertical, horizontal, 41, 2);
        var square = DynamicFilter2d.Apply(x, logits, 9, 2);
        return
        [
            separable, square,
            .. autograd.grad([separable], [x, vertical, horizontal], [upstream]),
            .. autograd.grad([square], [x, logits], [upstream]),
        ];
    }
}

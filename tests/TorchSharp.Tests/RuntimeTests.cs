using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class RuntimeTests
{
    [Fact]
    public void A_state_brings_the_same_numbers_again()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(5);
        var state = generator.get_state();
        var first = randn([8], generator: generator);

        generator.set_state(state);

        Assert.True(randn([8], generator: generator).Equals(first));
        Assert.False(randn([8], generator: generator).Equals(first));
    }

    [Fact]
    public void A_seed_names_a_stream()
    {
        using var scope = NewDisposeScope();
        using var one = new Generator(11);
        using var other = new Generator();
        other.manual_seed(11);

        Assert.Equal(11L, one.initial_seed());
        Assert.True(rand([4], generator: one).Equals(rand([4], generator: other)));
    }

    [Fact]
    public void Fills_draw_from_the_generator_they_are_given()
    {
        using var scope = NewDisposeScope();
        using var one = new Generator(3);
        using var other = new Generator(3);
        var x = empty(1000, dtype: float64).uniform_(2, 4, one);

        Assert.True(x.Equals(empty(1000, dtype: float64).uniform_(2, 4, other)));
        Assert.True((x.min().item<double>() >= 2) & (x.max().item<double>() < 4));
        Assert.Equal(3.0, x.mean().item<double>(), 0.1);
    }

    [Fact]
    public void Devices_are_parsed_and_printed()
    {
        Assert.Equal(DeviceType.CPU, new Device("cpu").type);
        Assert.Equal((DeviceType.CUDA, 1), (new Device("cuda:1").type, new Device("cuda:1").index));
        Assert.Equal("cuda:1", new Device(DeviceType.CUDA, 1).ToString());
        Assert.Equal("cpu", CPU.ToString());
    }

    [Fact]
    public void The_number_of_threads_is_kept()
    {
        var before = get_num_threads();
        set_num_threads(1);
        Assert.Equal(1, get_num_threads());
        set_num_threads(before);
    }
}

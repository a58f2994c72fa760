using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Nn;

public sealed class ModuleRegistrationTests
{
    [Fact]
    public void Parameters_are_named_as_their_fields_say_own_ones_first_then_child_by_child()
    {
        using var sample = new Sample();
        Assert.Equal(Sample.ParameterNames, sample.named_parameters().Select(p => p.name));
        Assert.Equal(["scale"], sample.named_parameters(recurse: false).Select(p => p.name));
    }

    [Fact]
    public void Buffers_are_named_likewise()
    {
        using var sample = new Sample();
        Assert.Equal(Sample.BufferNames, sample.named_buffers().Select(b => b.name));
    }

    [Fact]
    public void Modules_are_listed_children_first_and_without_the_root()
    {
        using var sample = new Sample();
        Assert.Equal(["head", "body", "norm"], sample.named_children().Select(c => c.name));
        Assert.Equal(["head", "body", "norm", "body.0", "body.1"], sample.named_modules().Select(m => m.name));
    }

    [Fact]
    public void Apply_visits_children_before_their_parent()
    {
        using var sample = new Sample();
        var visited = new List<string>();
        sample.apply(module => visited.Add(module.GetType().Name));
        Assert.Equal(["Conv2d", "Conv2d", "Conv2d", "ModuleList`1", "BatchNorm2d", "Sample"], visited);
    }

    [Fact]
    public void A_parameter_in_two_fields_is_listed_once_and_stored_under_both_names()
    {
        using var shared = nn.Conv2d(1, 1, 1);
        using var module = new Twins(shared);
        Assert.Equal(["_first.weight", "_first.bias"], module.named_parameters().Select(p => p.name));
        Assert.Equal(["_first.weight", "_first.bias", "_second.weight", "_second.bias"], module.state_dict().Keys);
    }

    [Fact]
    public void A_name_can_be_registered_once()
    {
        using var sample = new Sample();
        using var more = nn.Conv2d(1, 1, 1);
        Assert.Throws<InvalidOperationException>(() => sample.register_module("head", more));
        Assert.Throws<InvalidOperationException>(() => sample.register_parameter("scale", more.weight));
        Assert.Throws<InvalidOperationException>(() => sample.register_buffer("shift", more.weight));
    }

    [Fact]
    public void A_module_name_with_a_dot_or_without_letters_is_refused()
    {
        using var sample = new Sample();
        using var more = nn.Conv2d(1, 1, 1);
        Assert.Throws<ArgumentException>(() => sample.register_module("a.b", more));
        Assert.Throws<ArgumentException>(() => sample.register_module("", more));
    }

    [Fact]
    public void Null_is_no_parameter_and_no_buffer()
    {
        using var sample = new Sample();
        Assert.Throws<ArgumentNullException>(() => sample.register_parameter("p", null!));
        Assert.Throws<ArgumentNullException>(() => sample.register_buffer("b", null!));
    }

    [Fact]
    public void Components_are_found_by_dotted_name()
    {
        using var sample = new Sample();
        Assert.Same(sample.Head.weight, sample.get_parameter("head.weight"));
        Assert.Same(sample.Scale, sample.get_parameter("scale"));
        Assert.NotNull(sample.get_buffer("norm.running_mean"));
        Assert.True(sample.has_parameter("body.1.weight"));
        Assert.False(sample.has_parameter("body.1.bias"));
        Assert.False(sample.has_buffer("norm.weight"));
    }

    [Fact]
    public void Training_mode_reaches_all_modules_and_starts_on()
    {
        using var sample = new Sample();
        Assert.True(sample.training);
        Assert.All(sample.modules(), module => Assert.True(module.training));
        sample.eval();
        Assert.False(sample.training);
        Assert.All(sample.modules(), module => Assert.False(module.training));
        sample.train();
        Assert.All(sample.modules(), module => Assert.True(module.training));
    }

    private sealed class Twins : nn.Module<Tensor, Tensor>
    {
        private readonly Conv2d _first;
        private readonly Conv2d _second;

        public Twins(Conv2d shared) : base(nameof(Twins))
        {
            _first = _second = shared;
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => _second.call(_first.call(input));
    }
}

using JsiGan.Testing;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Nn;

public sealed class StateDictTests
{
    [Fact]
    public void The_state_lists_all_parameters_and_then_all_buffers()
    {
        using var sample = new Sample();
        Assert.Equal([.. Sample.ParameterNames, .. Sample.BufferNames], sample.state_dict().Keys);
    }

    [Fact]
    public void A_prefix_is_set_before_each_name()
    {
        using var sample = new Sample();
        Assert.Equal("generator.scale", sample.state_dict(prefix: "generator").Keys.First());
    }

    [Fact]
    public void Loading_a_state_makes_two_modules_compute_the_same()
    {
        using var scope = NewDisposeScope();
        using var source = new Sample();
        using var target = new Sample();
        using var off = no_grad();
        source.forward(rand(2, 1, 4, 4));
        var (missing, unexpected) = target.load_state_dict(source.state_dict());
        Assert.Empty(missing);
        Assert.Empty(unexpected);
        source.eval();
        target.eval();
        var x = rand(2, 1, 4, 4);
        Assert.Equal(Values.Of(source.forward(x)), Values.Of(target.forward(x)));
        Assert.True(target.Head.weight.requires_grad);
    }

    [Fact]
    public void A_strict_load_refuses_missing_and_unknown_names_and_changes_nothing()
    {
        using var scope = NewDisposeScope();
        using var source = new Sample();
        using var target = new Sample();
        var before = Values.Of(target.Head.weight);
        var less = source.state_dict();
        less.Remove("scale");
        Assert.Throws<InvalidOperationException>(() => target.load_state_dict(less));
        var more = source.state_dict();
        more.Add("extra", zeros(1));
        Assert.Throws<InvalidOperationException>(() => target.load_state_dict(more));
        Assert.Equal(before, Values.Of(target.Head.weight));
    }

    [Fact]
    public void A_lenient_load_reports_both_and_copies_the_rest()
    {
        using var scope = NewDisposeScope();
        using var source = new Sample();
        using var target = new Sample();
        var state = source.state_dict();
        state.Remove("scale");
        state.Add("extra", zeros(1));
        var (missing, unexpected) = target.load_state_dict(state, strict: false);
        Assert.Equal(["scale"], missing);
        Assert.Equal(["extra"], unexpected);
        Assert.Equal(Values.Of(source.Head.weight), Values.Of(target.Head.weight));
    }

    [Fact]
    public void Skipped_names_are_neither_asked_for_nor_copied()
    {
        using var scope = NewDisposeScope();
        using var source = new Sample();
        using var target = new Sample();
        var before = Values.Of(target.Head.weight);
        target.load_state_dict(source.state_dict(), skip: ["head.weight"]);
        Assert.Equal(before, Values.Of(target.Head.weight));
        Assert.Equal(Values.Of(source.Head.bias!), Values.Of(target.Head.bias!));
    }

    [Fact]
    public void A_saved_file_restores_every_tensor()
    {
        using var folder = new TestFolder();
        var path = Path.Combine(folder.Path, "sample.dat");
        using var source = new Sample();
        using var target = new Sample();
        source.save(path);
        target.load(path);
        foreach (var (name, tensor) in source.state_dict())
            Assert.Equal(Values.Of(tensor), Values.Of(target.state_dict()[name]));
    }

    [Fact]
    public void A_file_of_another_module_is_refused()
    {
        using var folder = new TestFolder();
        var path = Path.Combine(folder.Path, "other.dat");
        using var other = nn.Conv2d(1, 1, 1);
        using var wider = nn.Conv2d(2, 1, 1);
        using var sample = new Sample();
        other.save(path);
        Assert.Throws<ArgumentException>(() => sample.load(path));
        Assert.Throws<ArgumentException>(() => wider.load(path));
    }

    [Fact]
    public void A_skipped_tensor_keeps_its_values_and_the_next_one_is_read()
    {
        using var scope = NewDisposeScope();
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        tensor(new double[] { 1, 2, 3 }).Save(writer);
        tensor(new double[] { 4, 5 }).Save(writer);
        tensor(new double[] { 6 }).Save(writer);
        stream.Position = 0;
        using var reader = new BinaryReader(stream);
        var kept = tensor(new double[] { 7, 8, 9 });
        kept.Load(reader, skip: true);
        Values.Equal([7, 8, 9], kept);
        Values.Equal([0, 0], TensorExtensionMethods.Load(reader, skip: true));
        Values.Equal([6], TensorExtensionMethods.Load(reader));
    }
}

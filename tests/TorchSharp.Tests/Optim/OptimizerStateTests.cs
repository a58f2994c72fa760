using JsiGan.Testing;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Optim;

public sealed class OptimizerStateTests
{
    private static readonly double[] Start = [0.5, -1, 2];
    private static readonly double[] Gradient = [0.1, -0.2, 0.3];

    public static TheoryData<string> Kinds => ["adam", "amsgrad", "sgd"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void After_a_round_trip_through_a_file_the_next_step_is_the_same(string kind)
    {
        using var folder = new TestFolder();
        using var scope = NewDisposeScope();
        var path = Path.Combine(folder.Path, "optimizer.dat");
        var original = Trained.Make(Start);
        using var first = Make(kind, original);
        Steps(first, original, 3);
        first.save_state_dict(path);

        var copy = Trained.Make(Values.Of(original));
        using var second = Make(kind, copy);
        second.load_state_dict(path);
        Steps(first, original, 1);
        Steps(second, copy, 1);
        Assert.Equal(Values.Of(original), Values.Of(copy));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void After_a_copy_from_another_optimizer_the_next_step_is_the_same_and_the_states_are_apart(string kind)
    {
        using var scope = NewDisposeScope();
        var original = Trained.Make(Start);
        using var first = Make(kind, original);
        Steps(first, original, 3);
        var copy = Trained.Make(Values.Of(original));
        using var second = Make(kind, copy);
        second.load_state_dict(first.state_dict());
        Assert.All(
            first.state_dict().State.Zip(second.state_dict().State),
            pair => Assert.True(pair.First.ApproximatelyEquals(pair.Second)));
        Steps(first, original, 2);
        Steps(second, copy, 2);
        Assert.Equal(Values.Of(original), Values.Of(copy));
    }

    [Fact]
    public void The_learning_rate_comes_with_the_state()
    {
        using var scope = NewDisposeScope();
        using var first = optim.Adam([Trained.Make(Start)], 0.5);
        first.ParamGroups.First().LearningRate = 0.125;
        using var second = optim.Adam([Trained.Make(Start)], 0.25);
        second.load_state_dict(first.state_dict());
        Assert.Equal(0.125, second.ParamGroups.First().LearningRate);
        Assert.Equal(0.5, second.ParamGroups.First().InitialLearningRate);
    }

    [Fact]
    public void The_state_lists_the_parameters_group_by_group()
    {
        using var scope = NewDisposeScope();
        using var adam = optim.Adam(
            [
                new Adam.ParamGroup { Parameters = [Trained.Make([1]), Trained.Make([1])] },
                new Adam.ParamGroup { Parameters = [Trained.Make([1])] },
            ]);
        var state = adam.state_dict();
        Assert.Equal(2, state.Options.Count);
        Assert.Equal(3, state.State.Count);
        Assert.Equal<List<int>>([[0, 1], [2]], state.StateIndexRef);
    }

    [Fact]
    public void The_state_of_another_optimizer_or_of_other_parameters_is_refused()
    {
        using var folder = new TestFolder();
        using var scope = NewDisposeScope();
        var path = Path.Combine(folder.Path, "optimizer.dat");
        using var adam = optim.Adam([Trained.Make(Start)]);
        using var wider = optim.Adam([Trained.Make(Start), Trained.Make(Start)]);
        using var sgd = optim.SGD([Trained.Make(Start)], 0.1);
        adam.save_state_dict(path);
        Assert.Throws<InvalidDataException>(() => sgd.load_state_dict(path));
        Assert.Throws<ArgumentException>(() => wider.load_state_dict(path));
        Assert.Throws<ArgumentException>(() => wider.load_state_dict(adam.state_dict()));
    }

    [Fact]
    public void A_state_moved_to_the_device_it_is_on_still_works()
    {
        using var scope = NewDisposeScope();
        var parameter = Trained.Make(Start);
        using var adam = optim.Adam([parameter]);
        Steps(adam, parameter, 1);
        adam.to(CPU);
        Steps(adam, parameter, 1);
        Assert.Equal(2, ((Adam.State)adam.state_dict().State[0]).step);
    }

    [Fact]
    public void A_disposed_optimizer_frees_its_state()
    {
        using var scope = NewDisposeScope();
        var adam = optim.Adam([Trained.Make(Start)]);
        var state = (Adam.State)adam.state_dict().State[0];
        adam.Dispose();
        Assert.True(state.exp_avg.IsInvalid);
        Assert.True(state.exp_avg_sq.IsInvalid);
    }

    private static OptimizerHelper Make(string kind, Parameter parameter) => kind switch
    {
        "adam" => optim.Adam([parameter], 0.01),
        "amsgrad" => optim.Adam([parameter], 0.01, amsgrad: true),
        _ => optim.SGD([parameter], 0.01, momentum: 0.9),
    };

    private static void Steps(OptimizerHelper optimizer, Parameter parameter, int count)
    {
        for (var i = 0; i < count; i++)
        {
            parameter.SetGradient(Gradient);
            optimizer.step();
        }
    }
}

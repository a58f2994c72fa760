using JsiGan.Runtime.Sweeps;
using JsiGan.Search.Searchers;
using JsiGan.Search.Spaces;
using JsiGan.Search.Trials;

namespace JsiGan.Runtime.Tests.Sweeps;

public sealed class SweepFileTests
{
    private const string Whole =
        """
        name: lambda
        recipe: quickstart
        set: { stage1: { epochs: 2 }, batch: 2 }
        parameters:
          loss.adversarial: { from: 0.1, to: 10, scale: log }
          loss.detail: [0, 0.50, 1]
          loss.feature-matching: { values: [1, 2], when: { loss.detail: [0.5, 1] } }
          stage2.tail-epochs: { from: 1, to: 5, integer: true }
        objectives: [psnr, delta-e-itp]
        searcher: gaussian-process
        trials: 20
        seeds: 2
        stop: { rule: asha, reduction: 3 }
        """;

    [Fact]
    public void Every_kind_of_parameter_is_read()
    {
        var sweep = SweepFile.Parse(Whole, "lambda.yaml");
        Assert.Equal(["stage1.epochs=2", "batch=2"], sweep.Set);
        Assert.Equal(SearcherKind.GaussianProcess, sweep.Searcher);
        Assert.Equal((20, 2, StopRule.Asha, 3), (sweep.Trials, sweep.Seeds, sweep.Stop.Rule, sweep.Stop.Reduction));
        Assert.Equal(["psnr", "delta-e-itp"], sweep.Objectives.Select(objective => objective.Name));
        Assert.Equal(new RealParameter("loss.adversarial", 0.1, 10, IsLog: true), sweep.Parameters[0]);
        Assert.Equal(["0", "0.5", "1"], Assert.IsType<ChoiceParameter>(sweep.Parameters[1]).Choices);
        Assert.Equal(("loss.detail", "0.5 1"), (sweep.Parameters[2].When!.Key, string.Join(' ', sweep.Parameters[2].When!.Values)));
        Assert.Equal(new IntegerParameter("stage2.tail-epochs", 1, 5), sweep.Parameters[3]);
    }

    [Theory]
    [InlineData("name: x", "The sweep has no parameters")]
    [InlineData("name: a b\nparameters: { batch: [1, 2] }", "line 1: name is \"a b\"")]
    [InlineData("name: x\nparameters: { batch: [] }", "line 2: batch has an empty list")]
    [InlineData("name: x\nparameters: { loss.detial: [1] }", "line 2: no recipe has a key loss.detial: did you mean loss.detail?")]
    [InlineData("name: x\nparameters: { seed: [1, 2] }", "line 2: seed cannot be a parameter")]
    [InlineData("name: x\nparameters: { batch: { from: 1 } }", "line 2: batch has neither a list of values nor both from and to")]
    [InlineData("name: x\nparameters: { batch: 3 }", "line 2: batch is \"3\", expected a list of values, or a range")]
    [InlineData("name: x\nset: { batch: 2 }\nparameters: { batch: [1, 2] }", "line 2: batch is both set and a parameter")]
    [InlineData("name: x\nparameters: { batch: [1, 2] }\nobjectives: [vmaf]", "line 3: objectives has vmaf, expected some of psnr")]
    [InlineData("name: x\nparameters: { batch: [1, 2] }\ntrials: 0", "line 3: trials is 0, expected at least 1")]
    [InlineData("name: x\nparameters: { batch: [1, 2] }\ntrails: 3", "line 3: unknown key trails: did you mean trials?")]
    [InlineData("name: x\nparameter: { batch: [1, 2] }", "line 2: unknown key parameter: did you mean parameters?")]
    [InlineData("name: x\nparameters: { batch: [1, 2] }\nstop: { reduction: 1 }", "line 3: stop.reduction is 1, expected at least 2")]
    [InlineData("name: x\nparameters: { batch: [1] }\ncases: [{ set: { batch: 1 } }]", "line 3: cases and parameters exclude each other")]
    [InlineData("name: x\ncases: [{ set: { bach: 1 } }]", "no recipe has a key bach: did you mean batch?")]
    [InlineData("name: x\ncases: [{ sett: { batch: 1 } }]", "line 2: unknown key sett in cases[1]: did you mean set?")]
    [InlineData("name: [x", "is no YAML")]
    public void A_fault_is_told_with_its_line(string text, string expected)
    {
        var fault = Assert.Throws<UsageException>(() => SweepFile.Parse(text, "x.yaml"));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cases_are_trained_in_their_order_and_keep_what_was_published()
    {
        var sweep = SweepFile.Parse(
            "name: x\nrecipe: quickstart\ncases:\n- { name: a, set: { loss.detail: 0.0 }, published: { psnr: 33.73 } }\n"
            + "- { name: b, set: { loss.detail: 0.5 } }", "x.yaml");
        Assert.Equal((2, 33.73), (sweep.Trials, sweep.Cases[0].Published["psnr"]));
        var plan = new SweepPlan(sweep, "sweeps/x");
        Assert.Equal("loss.detail=0", plan.Searcher.Next([])!.ToString());
        var first = new Observation(0, sweep.Cases[0].Values, TrialState.Running, []);
        Assert.Equal("loss.detail=0.5", plan.Searcher.Next([first])!.ToString());
        Assert.Null(plan.Searcher.Next([first, first with { Number = 1 }]));
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var fault = Assert.Throws<UsageException>(() => SweepFile.Parse("name: ''\nparameters: { nothing: [1] }\ntrials: 0", "x.yaml"));
        Assert.StartsWith("The sweep x.yaml has 3 faults", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_sweeps_that_come_with_jsigan_have_no_faults()
    {
        var files = Directory.GetFiles(Path.Combine(Testing.Repository.Root, "cluster-config", "sweeps"), "*.yaml");
        Assert.NotEmpty(files);
        Assert.All(files, file =>
        {
            Assert.True(new SweepPlan(SweepFile.Parse(File.ReadAllText(file), file), "sweeps").Epochs > 0);
            Assert.Equal(Path.GetFileNameWithoutExtension(file), SweepFile.Parse(File.ReadAllText(file), file).Name);
        });
    }
}

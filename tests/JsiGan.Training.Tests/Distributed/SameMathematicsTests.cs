using JsiGan.Training.Recipes;
using JsiGan.Training.Steps;
using JsiGan.Training.Tests.Steps;
using static TorchSharp.torch;

namespace JsiGan.Training.Tests.Distributed;

/// <summary>N workers with a share of the batch each make the updates that one worker makes with all of it.</summary>
public sealed class SameMathematicsTests
{
    /// <summary>
    /// Below this, values are compared absolutely: what is nothing but rounding has no relative error. The gradient of a discriminator with
    /// normalised logits vanishes, but for rounding, while no sample is beyond the hinge.
    /// </summary>
    private const double Floor = 1e-3;

    private static readonly Lazy<SmallTraining> One = new(() => SmallTraining.Run(null, ScalarType.Float64));

    private static readonly Lazy<SmallTraining> OneInFloat32 = new(() => SmallTraining.Run(null, ScalarType.Float32));

    private static readonly Lazy<SmallTraining> OneWithPlainLogits =
        new(() => SmallTraining.Run(null, ScalarType.Float64, logitBatchNorm: false));

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(4, false)]
    public void Workers_make_the_updates_of_one_in_float64(int size, bool logitBatchNorm)
    {
        var one = logitBatchNorm ? One.Value : OneWithPlainLogits.Value;
        var ranks = Ranks.Run(size, SmallTraining.Batch, BatchStatistics.Global,
            workers => SmallTraining.Run(workers, ScalarType.Float64, logitBatchNorm));
        foreach (var rank in ranks)
        {
            Assert.Equal(one.Measures.Select(measure => measure.Name), rank.Measures.Select(measure => measure.Name));
            foreach (var (expected, actual) in one.Measures.Zip(rank.Measures))
            {
                Close(expected.Value, actual.Value, Math.Max(Floor, Math.Abs(expected.Value)), expected.Name);
            }

            foreach (var (name, expected) in one.State)
            {
                var scale = Math.Max(Floor, expected.Max(Math.Abs));
                foreach (var (value, own) in expected.Zip(rank.State[name]))
                {
                    Close(value, own, scale, name);
                }
            }

            Assert.All(ranks[0].State, entry => Assert.Equal(entry.Value, rank.State[entry.Key]));
        }
    }

    /// <summary>
    /// What rounding to float32 changes for one worker bounds what the order of sums changes for several, in each measure and in the distance
    /// between all weights, with a factor of 4 to spare, for the two are draws from the same kind of noise. Single weights tell nothing: Adam
    /// makes a whole step out of a gradient that is nothing but rounding. D2 is left out of the weights (float64 holds it to 1e-9): it sees
    /// pictures divided by their base, which a fresh generator leaves near 0, and a few such pixels decide its running variance.
    /// </summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Workers_in_float32_differ_from_one_by_no_more_than_rounding_does(int size)
    {
        const double spare = 4;
        var (exact, one) = (One.Value, OneInFloat32.Value);
        var rank = Ranks.Run(size, SmallTraining.Batch, BatchStatistics.Global, workers => SmallTraining.Run(workers, ScalarType.Float32))[0];
        var rounding = Largest(exact, one);
        var sums = Largest(one, rank);
        Assert.True(rounding.Measures > 0 && rounding.State > 0, "float32 does not differ from float64");
        Assert.True(sums.Measures <= spare * rounding.Measures, $"measures differ by {sums.Measures:e2}, by rounding {rounding.Measures:e2}");
        Assert.True(sums.State <= spare * rounding.State, $"weights differ by {sums.State:e2}, by rounding {rounding.State:e2}");
    }

    [Fact]
    public void Statistics_of_each_workers_own_make_other_updates()
    {
        var ranks = Ranks.Run(2, SmallTraining.Batch, BatchStatistics.Local, workers => SmallTraining.Run(workers, ScalarType.Float64));
        var worst = One.Value.Measures.Zip(ranks[0].Measures, (one, own) => Math.Abs(one.Value - own.Value) / Math.Abs(one.Value)).Max();
        Assert.True(worst > 1e-4, $"the largest relative difference is {worst:e2}");
        Assert.NotEqual(ranks[0].State["discriminator1 blocks.0.norm0.running_mean"],
            ranks[1].State["discriminator1 blocks.0.norm0.running_mean"]);
    }

    [Fact]
    public void The_same_seed_and_number_of_workers_give_the_same_bits()
    {
        var runs = Enumerable.Range(0, 2)
            .Select(_ => Ranks.Run(3, SmallTraining.Batch, BatchStatistics.Global,
            workers => SmallTraining.Run(workers, ScalarType.Float32))[0]).ToList();
        Assert.Equal(runs[0].Measures, runs[1].Measures);
        Assert.All(runs[0].State, entry => Assert.Equal(entry.Value, runs[1].State[entry.Key]));
    }

    [Fact]
    public void Two_workers_agree_with_the_reference()
    {
        var results = Ranks.Run(2, 4, BatchStatistics.Global, workers =>
        {
            using var step = new GoldenStep("gan-step-x2", 2, ScalarType.Float64, workers);
            var stage = new GanStep(step.Generator, [Critic.OfImages(step.First!), Critic.OfDetails(step.Second!, 0.5)], new LossWeights());
            StepResult[] steps = [stage.Run(step.Sdr, step.Hdr, 1e-6), stage.Run(step.Sdr, step.Hdr, 1e-6),
                stage.Run(step.Sdr, step.Hdr, 1e-6)];
            step.AssertLosses(steps, 1e-6, 1e-6, 1e-6);
            return steps;
        });
        Assert.Equal(results[0].SelectMany(step => step.Losses), results[1].SelectMany(step => step.Losses));
    }

    private static (double Measures, double State) Largest(SmallTraining one, SmallTraining other) => (
        one.Measures.Zip(other.Measures, (a, b) => Math.Abs(a.Value - b.Value) / Math.Max(Floor, Math.Abs(a.Value))).Max(),
        Math.Sqrt(one.State.Where(entry => !entry.Key.StartsWith("discriminator2", StringComparison.Ordinal))
            .Sum(entry => entry.Value.Zip(other.State[entry.Key], (a, b) => (a - b) * (a - b)).Sum())));

    private static void Close(double expected, double actual, double scale, string what) =>
        Assert.True(Math.Abs(expected - actual) <= 1e-9 * scale, $"{what} is {actual:r}, with one worker {expected:r}");
}

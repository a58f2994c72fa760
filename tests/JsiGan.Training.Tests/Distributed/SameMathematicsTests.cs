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

    private static void Close(double expected, double actual, double scale, string what) =>
        Assert.True(Math.Abs(expected - actual) <= 1e-9 * scale, $"{what} is {actual:r}, with one worker {expected:r}");
}

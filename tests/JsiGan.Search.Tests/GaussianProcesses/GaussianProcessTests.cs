using JsiGan.Search.GaussianProcesses;
using JsiGan.Search.Sequences;
using JsiGan.Search.Tests.KnownAnswers;

namespace JsiGan.Search.Tests.GaussianProcesses;

public sealed class GaussianProcessTests
{
    [Fact]
    public void The_posterior_equals_a_float64_restatement()
    {
        var answer = AnswerFile.Of("gaussian_process");
        var process = new GaussianProcess(
            answer.Rows("inputs"), answer.Numbers("targets"), Hyperparameters.FromLogs(answer.Numbers("logs")));
        foreach (var (index, point) in answer.Rows("points").Index())
        {
            var (mean, variance) = process.Predict(point);
            Assert.Equal(answer.Numbers("mean")[index], mean, 1e-10);
            Assert.Equal(answer.Numbers("variance")[index], variance, 1e-10);
            Assert.Equal(mean, process.Mean(point));
        }
    }

    [Fact]
    public void The_marginal_likelihood_and_its_gradient_equal_a_float64_restatement()
    {
        var answer = AnswerFile.Of("gaussian_process");
        var gradient = new double[5];
        var value = new MarginalLikelihood(answer.Rows("inputs"), answer.Numbers("targets")).Value(answer.Numbers("logs"), gradient);
        Assert.Equal(answer.Number("log_likelihood"), value, 1e-10);
        Assert.All(answer.Numbers("gradient").Zip(gradient), pair => Assert.Equal(pair.First, pair.Second, 1e-7));
    }

    [Fact]
    public void A_fit_finds_the_feature_that_matters_and_the_level_of_the_noise()
    {
        var random = new SeededRandom(5, 0);
        var inputs = Enumerable.Range(0, 60).Select(_ => (double[])[random.NextDouble(), random.NextDouble()]).ToList();
        var targets = inputs.Select(input => Math.Sin(6 * input[0]) + (0.1 * random.NextNormal())).ToList();
        var fitted = HyperparameterFit.Of(inputs, targets, seed: 1);
        Assert.True(fitted.LengthScales[1] > 3 * fitted.LengthScales[0], $"length scales {string.Join(", ", fitted.LengthScales)}");
        Assert.InRange(fitted.Noise, 0.004, 0.025);
    }

    [Fact]
    public void Believing_in_a_pending_point_lowers_its_variance_and_keeps_the_mean()
    {
        var answer = AnswerFile.Of("gaussian_process");
        var process = new GaussianProcess(
            answer.Rows("inputs"), answer.Numbers("targets"), Hyperparameters.FromLogs(answer.Numbers("logs")));
        var point = answer.Rows("points")[0];
        var believing = process.Believing([point]);
        Assert.Equal(process.Mean(point), believing.Mean(point), 1e-10);
        Assert.True(believing.Predict(point).Variance < 0.2 * process.Predict(point).Variance);
    }

    [Fact]
    public void Transformed_losses_keep_their_order_and_are_standardised()
    {
        double[] losses = [3, 1, 4, 1.5, 9, 2.6, 1e6];
        var transform = new TargetTransform(losses);
        double[] transformed = [.. losses.Select(transform.Apply)];
        Assert.Equal(losses.Order().Select(transform.Apply), transformed.Order());
        Assert.Equal(0, transformed.Average(), 1e-9);
        Assert.Equal(1, transformed.Average(z => z * z), 1e-9);
    }

    [Fact]
    public void Equal_losses_are_transformed_to_zero() => Assert.Equal(0, new TargetTransform([7, 7, 7]).Apply(7), 1e-12);

    [Fact]
    public void The_minimiser_ends_at_the_minimum_of_a_curved_valley()
    {
        double[] point = [-1.2, 1];
        LimitedMemoryBfgs.Minimise(
            (at, gradient) =>
            {
                var (a, b) = (1 - at[0], at[1] - (at[0] * at[0]));
                gradient[0] = (-2 * a) - (400 * at[0] * b);
                gradient[1] = 200 * b;
                return (a * a) + (100 * b * b);
            },
            point, iterations: 200, tolerance: 1e-14);
        Assert.Equal(1, point[0], 1e-4);
        Assert.Equal(1, point[1], 1e-4);
    }
}

using JsiGan.Search.Acquisition;
using JsiGan.Search.GaussianProcesses;
using JsiGan.Search.Tests.KnownAnswers;

namespace JsiGan.Search.Tests.Acquisition;

public sealed class AcquisitionTests
{
    [Fact]
    public void Log_expected_improvement_equals_60_digits_also_far_from_the_best() => Assert.All(
        AnswerFile.Of("expected_improvement").EnumerateArray(),
        answer =>
        {
            var log = ExpectedImprovement.Log(answer.Number("mean"), answer.Number("deviation"), answer.Number("best"));
            Assert.Equal(answer.Number("log"), log, 1e-9);
        });

    [Fact]
    public void Expected_hypervolume_improvement_equals_its_integral_for_two_and_three_objectives()
    {
        foreach (var answer in AnswerFile.Of("expected_hypervolume_improvement").EnumerateArray())
        {
            var (means, deviations) = (answer.Numbers("mean"), answer.Numbers("deviation"));
            var acquisition = new ExpectedHypervolumeImprovement(
                [.. means.Zip(deviations, At)], answer.Rows("front"), [.. means.Select(_ => 1.0)]);
            Assert.Equal(1, Math.Exp(acquisition.Score([0.0])) / answer.Number("expected"), 1e-3);
        }
    }

    /// <summary>A process whose prediction at 0 is the given one: one noisy observation there.</summary>
    private static GaussianProcess At(double mean, double deviation)
    {
        // With signal s and noise n at the point itself: mean = y s / (s + n), variance = s n / (s + n); s = n = 2 variance.
        var variance = deviation * deviation;
        return new GaussianProcess([[0.0]], [2 * mean], new Hyperparameters([1], 2 * variance, 2 * variance));
    }
}

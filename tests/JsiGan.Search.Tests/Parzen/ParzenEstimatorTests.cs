using System.Text.Json;
using JsiGan.Search.Parzen;
using JsiGan.Search.Sequences;
using JsiGan.Search.Spaces;
using JsiGan.Search.Tests.KnownAnswers;

namespace JsiGan.Search.Tests.Parzen;

public sealed class ParzenEstimatorTests
{
    private static readonly Dictionary<string, Parameter> Space = new()
    {
        ["x"] = new RealParameter("x", -1, 3),
        ["rate"] = new RealParameter("rate", 1e-4, 1, IsLog: true),
        ["layers"] = new IntegerParameter("layers", 1, 200),
        ["kind"] = new ChoiceParameter("kind", ["a", "b", "c"]),
    };

    [Fact]
    public void Densities_equal_those_of_Optuna() => Assert.All(AnswerFile.Of("tpe").EnumerateArray(), Check);

    [Fact]
    public void Samples_follow_the_density()
    {
        const int Seed = 3;
        var estimator = new ParzenEstimator([Space["x"], Space["kind"]], [[0.2, 0.5], [0.25, 0.5], [0.3, 0.9]], isMultivariate: true);
        var random = new SeededRandom(Seed, 0);
        var samples = Enumerable.Range(0, 4000).Select(_ => estimator.Sample(random)).ToList();
        const int Cells = 200;
        foreach (var word in (double[])[1 / 6.0, 0.5, 5 / 6.0])
        {
            var share = samples.Count(sample => sample[0] < 0.3 && Math.Abs(sample[1] - word) < 0.1) / 4000.0;
            var mass = Enumerable.Range(0, Cells).Sum(i => Math.Exp(estimator.LogDensity([(i + 0.5) * 0.3 / Cells, word]))) * 0.3 / Cells;
            Assert.True(Math.Abs(share - mass) < 0.03, $"seed {Seed}: {share} of the samples, a mass of {mass}");
        }
    }

    private static void Check(JsonElement answer)
    {
        string[] keys = [.. answer.GetProperty("keys").EnumerateArray().Select(key => key.GetString()!)];
        var parameters = keys.Select(key => Space[key]).ToList();
        double[] Point(double[] values) => [.. parameters.Zip(values, Coordinate)];
        var estimator = new ParzenEstimator(
            parameters, [.. answer.Rows("observed").Select(Point)], answer.GetProperty("multivariate").GetBoolean());

        // Optuna's densities are by unit of the range, ours by coordinate.
        var scale = parameters.Sum(LogRange);
        foreach (var (asked, expected) in answer.Rows("asked").Zip(answer.Numbers("log_density")))
            Assert.Equal(expected + scale, estimator.LogDensity(Point(asked)), 1e-8);
    }

    private static double Coordinate(Parameter parameter, double value) => parameter switch
    {
        ChoiceParameter choice => (value + 0.5) / choice.Choices.Count,
        IntegerParameter integer => integer.CoordinateOf(CanonicalText.Of((long)value)),
        _ => parameter.CoordinateOf(CanonicalText.Of(value)),
    };

    private static double LogRange(Parameter parameter) => parameter is RealParameter real
        ? Math.Log(real.IsLog ? Math.Log(real.High / real.Low) : real.High - real.Low)
        : 0;
}

using JsiGan.Search.Spaces;
using JsiGan.Search.Trials;

namespace JsiGan.Benchmarks.Benches.Sweeps;

/// <summary>A function to optimise; peers/optuna_sweep.py has the same ones.</summary>
/// <param name="Name">Its name in the peer's output.</param>
/// <param name="Space">Its domain.</param>
/// <param name="Function">Losses, one an objective, of the parameters in their order.</param>
/// <param name="Noise">Standard deviation of what a measurement adds.</param>
/// <param name="Optimum">The least loss; of several objectives the reference point of the hypervolume.</param>
internal sealed record TestProblem(string Name, SearchSpace Space, Func<double[], double[]> Function, double Noise, double[] Optimum)
{
    public IReadOnlyList<Objective> Objectives { get; } =
        [.. Enumerable.Range(0, Optimum.Length).Select(i => new Objective($"f{i}", Goal.Minimise))];

    public double[] LossesOf(Assignment assignment) =>
        Function([.. Space.Parameters.Select(parameter => assignment.Number(parameter.Key))]);
}

namespace JsiGan.Training.Schedules;

/// <summary>gamma to the power of the milestones reached: the paper's first stage with milestones 200 and 225 and gamma 0.1.</summary>
public static class StepDecay
{
    /// <param name="milestones">Epochs, from 1, with whose beginning the factor falls.</param>
    /// <param name="gamma">Factor at each milestone.</param>
    /// <param name="epoch">Epoch, from 1.</param>
    public static double Factor(IReadOnlyList<int> milestones, double gamma, int epoch) =>
        Math.Pow(gamma, milestones.Count(milestone => epoch >= milestone));
}

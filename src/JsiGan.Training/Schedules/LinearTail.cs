namespace JsiGan.Training.Schedules;

/// <summary>
/// 1, then by epoch linearly to 0. The paper's second stage, epochs e = 251 to 260 with a tail of 5: (260 - e) / 5 from epoch 255 on, so
/// that its last epoch trains at rate 0.
/// </summary>
public static class LinearTail
{
    /// <param name="epochs">Epochs of the stage.</param>
    /// <param name="tail">Epochs over which the factor falls.</param>
    /// <param name="epoch">Epoch within the stage, from 1.</param>
    public static double Factor(int epochs, int tail, int epoch) => Math.Min(1, (epochs - epoch) / (double)tail);
}

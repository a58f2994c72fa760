namespace JsiGan.Training.Steps;

/// <summary>Sums of the squares of all elements of one or more parameters at an update.</summary>
/// <param name="Gradient">Of the gradient.</param>
/// <param name="Update">Of the change of the weights.</param>
/// <param name="Weights">Of the weights after the update.</param>
internal readonly record struct SquareSums(double Gradient, double Update, double Weights)
{
    public static SquareSums operator +(SquareSums left, SquareSums right) =>
        new(left.Gradient + right.Gradient, left.Update + right.Update, left.Weights + right.Weights);
}

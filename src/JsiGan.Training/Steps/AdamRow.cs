using System.Numerics;
using System.Runtime.CompilerServices;
using JsiGan.Models.Simd;

namespace JsiGan.Training.Steps;

/// <summary>
/// The update of a stretch of elements: m = beta1 m + (1 - beta1) g, v = beta2 v + (1 - beta2) g^2,
/// p = p - stepSize m / (sqrt(v) spread + epsilon).
/// </summary>
/// <param name="parameter">p.</param>
/// <param name="gradient">g.</param>
/// <param name="first">m.</param>
/// <param name="second">v.</param>
/// <param name="stepSize">The learning rate over the first moment's bias correction, 1 - beta1^step.</param>
/// <param name="spread">1 / sqrt(1 - beta2^step), the second moment's bias correction.</param>
internal readonly unsafe struct AdamRow<T>(T* parameter, T* gradient, T* first, T* second, T stepSize, T spread)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public SquareSums At(long start, int length)
    {
        AdamRow<T> row = new(parameter + start, gradient + start, first + start, second + start, stepSize, spread);
        var vectors = length - (length % VectorLane<T>.Count);
        var (gradients, updates, weights) = row.Sweep<VectorLane<T>>(0, vectors);
        var (lastGradients, lastUpdates, lastWeights) = row.Sweep<ScalarLane<T>>(vectors, length);
        return new SquareSums(
            Sum(gradients) + Sum(lastGradients), Scaled(Sum(updates) + Sum(lastUpdates)), Sum(weights) + Sum(lastWeights));
    }

    private double Scaled(double directions) => double.CreateChecked(stepSize) * double.CreateChecked(stepSize) * directions;

    private static double Sum<TLane>(TLane lane)
        where TLane : struct, ILane<TLane, T>
    {
        var elements = stackalloc T[TLane.Count];
        lane.Store(elements);
        double sum = 0;
        for (var i = 0; i < TLane.Count; i++)
            sum += double.CreateChecked(elements[i]);

        return sum;
    }

    /// <returns>Sums of the squares of g, of the update over -stepSize, and of the updated p.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (TLane Gradients, TLane Updates, TLane Weights) Sweep<TLane>(int from, int end)
        where TLane : struct, ILane<TLane, T>
    {
        TLane keep1 = Constant<TLane>(AdamKernel.Beta1), new1 = Constant<TLane>(1 - AdamKernel.Beta1);
        TLane keep2 = Constant<TLane>(AdamKernel.Beta2), new2 = Constant<TLane>(1 - AdamKernel.Beta2);
        TLane epsilon = Constant<TLane>(AdamKernel.Epsilon), back = TLane.Broadcast(-stepSize), wide = TLane.Broadcast(spread);
        TLane gradients = TLane.Broadcast(T.Zero), updates = gradients, weights = gradients;
        for (var i = from; i < end; i += TLane.Count)
        {
            var g = TLane.Load(gradient + i);
            var square = g * g;
            var m = TLane.MultiplyAdd(new1, g, keep1 * TLane.Load(first + i));
            var v = TLane.MultiplyAdd(new2, square, keep2 * TLane.Load(second + i));
            m.Store(first + i);
            v.Store(second + i);
            var denominator = TLane.MultiplyAdd(TLane.Sqrt(v), wide, epsilon);
            var direction = m / denominator;
            var p = TLane.MultiplyAdd(back, direction, TLane.Load(parameter + i));
            p.Store(parameter + i);
            gradients += square;
            updates = TLane.MultiplyAdd(direction, direction, updates);
            weights = TLane.MultiplyAdd(p, p, weights);
        }

        return (gradients, updates, weights);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Constant<TLane>(double value)
        where TLane : struct, ILane<TLane, T> => TLane.Broadcast(T.CreateChecked(value));
}

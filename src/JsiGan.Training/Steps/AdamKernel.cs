using System.Numerics;
using JsiGan.Models.Simd;
using TorchSharp;

namespace JsiGan.Training.Steps;

/// <summary>
/// An Adam update (Kingma and Ba, "Adam: A method for stochastic optimization", Algorithm 1) of one parameter in the CPU's memory, in one
/// pass that also sums the squares of gradient, update and weights. TorchSharp's optimizer makes some twelve passes over each parameter and
/// holds two temporary copies of all parameters until its step ends, which was the peak of stage 2's memory.
/// </summary>
/// <param name="rate">The learning rate.</param>
/// <param name="step">Number of this update, from 1.</param>
internal sealed class AdamKernel(double rate, long step)
{
    public const double Beta1 = 0.9;
    public const double Beta2 = 0.999;
    public const double Epsilon = 1e-8;

    /// <summary>
    /// Elements that one thread takes at a time. The sums of squares are added up chunk by chunk in their order, so they have the same bits
    /// on any number of threads.
    /// </summary>
    private const int Chunk = 1 << 14;

    /// <summary>Whether the kernel can update the parameter: float32 or float64, contiguous, in the CPU's memory.</summary>
    public static bool CanUpdate(Tensor parameter) =>
        parameter.device_type == DeviceType.CPU
        && parameter.dtype is ScalarType.Float32 or ScalarType.Float64
        && parameter.is_contiguous();

    /// <summary>Updates a parameter and its moments, all of the gradient's shape.</summary>
    public SquareSums Update(Tensor parameter, Tensor gradient, Tensor firstMoment, Tensor secondMoment)
    {
        using var dense = gradient.contiguous();
        return parameter.dtype == ScalarType.Float64
            ? Update<double>(parameter, dense, firstMoment, secondMoment)
            : Update<float>(parameter, dense, firstMoment, secondMoment);
    }

    private unsafe SquareSums Update<T>(Tensor parameter, Tensor gradient, Tensor firstMoment, Tensor secondMoment)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var row = new AdamRow<T>(
            TensorMemory.Address<T>(parameter), TensorMemory.Address<T>(gradient),
            TensorMemory.Address<T>(firstMoment), TensorMemory.Address<T>(secondMoment),
            T.CreateChecked(rate / (1 - Math.Pow(Beta1, step))), T.CreateChecked(1 / Math.Sqrt(1 - Math.Pow(Beta2, step))));
        var length = gradient.numel();
        var sums = new SquareSums[(length + Chunk - 1) / Chunk];
        Workers.Share(sums.Length, (first, end) =>
        {
            for (var chunk = first; chunk < end; chunk++)
            {
                var start = (long)chunk * Chunk;
                sums[chunk] = row.At(start, (int)Math.Min(Chunk, length - start));
            }
        });
        GC.KeepAlive((parameter, gradient, firstMoment, secondMoment));
        return sums.Aggregate((sum, chunk) => sum + chunk);
    }
}

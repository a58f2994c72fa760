using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>The options of one Adam update, laid out as native/optim.cpp reads them. The step counts from 1.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct AdamStep
{
    public double LearningRate;
    public double Beta1;
    public double Beta2;
    public double Epsilon;
    public double WeightDecay;
    public long Step;
    public Flag Maximize;

    /// <summary>Updates a parameter and its moments from its gradient; false, and nothing changes, where it has none.</summary>
    public static bool Apply(torch.Tensor parameter, torch.Tensor first, torch.Tensor second, torch.Tensor largest, in AdamStep by)
    {
        Native.Check(Native.ts_adam_step(parameter, first, second, largest, in by, out var updated));
        return updated;
    }
}

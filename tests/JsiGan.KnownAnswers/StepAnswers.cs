using JsiGan.Training.Recipes;
using JsiGan.Training.Steps;

namespace JsiGan.KnownAnswers;

/// <summary>
/// Both stages' steps against the reference's numbers in float64 (1e-6) and in float32 (three times what the reference itself is off there,
/// tests/golden/README.md). The gradient of a first update is read off Adam: its first moment is then a tenth of it.
/// </summary>
public static class StepAnswers
{
    private const double Exact = 1e-6;
    private const double PretrainRate = 1e-4;
    private const double GanRate = 1e-6;

    // The bound of 1e-7 was measured on a CPU; cuDNN may take Winograd's algorithm, whose rounding is larger.
    private const double FirstLossOnGpu = 1e-5;

    public static void Pretrain(AnswerCheck check, Device device, ScalarType type, int scale)
    {
        var first = device.type == TorchSharp.DeviceType.CPU ? 3e-7 : FirstLossOnGpu;
        var (losses, gradients) = type == ScalarType.Float64
            ? ((double[])[Exact, Exact, Exact], Exact)
            : ([first, 6e-4, 6e-4], 6e-4);
        using var step = new GoldenStep($"pretrain-step-x{scale}", scale, type, device: device) { Check = check };
        var stage = new PretrainStep(step.Generator);
        List<StepResult> results = [stage.Run(step.Sdr, step.Hdr, PretrainRate)];
        RequireGenerator(step, gradients, type, PretrainRate);
        results.AddRange([stage.Run(step.Sdr, step.Hdr, PretrainRate), stage.Run(step.Sdr, step.Hdr, PretrainRate)]);
        step.AssertLosses(results, losses);
    }

    public static void Gan(AnswerCheck check, Device device, ScalarType type, int scale)
    {
        var (losses, gradients) = type == ScalarType.Float64
            ? ((double[])[Exact, Exact, Exact], Exact)
            : ([3e-4, 1.8e-3, 1.8e-3], 3e-2);
        using var step = new GoldenStep($"gan-step-x{scale}", scale, type, device: device) { Check = check };
        var stage = GanOf(step);
        List<StepResult> results = [stage.Run(step.Sdr, step.Hdr, GanRate)];
        RequireGenerator(step, gradients, type, GanRate);
        RequireParameters(step, "after_d1", step.First!.Network, type, GanRate);
        RequireParameters(step, "after_d2", step.Second!.Network, type, GanRate);
        results.AddRange([stage.Run(step.Sdr, step.Hdr, GanRate), stage.Run(step.Sdr, step.Hdr, GanRate)]);
        step.AssertLosses(results, losses);
        AnswerCheck.RequireEqual(
            "discriminator1, discriminator2, generator", string.Join(", ", results[0].GradientNorms.Select(norm => norm.Network)),
            "The order of the gradient norms");
    }

    /// <summary>Stage 2's step of a case's networks.</summary>
    public static GanStep GanOf(GoldenStep step) => new(step.Generator, step.Branches, new LossWeights());

    private static void RequireGenerator(GoldenStep step, double gradients, ScalarType type, double learningRate)
    {
        var moments = step.Generator.Optimizer.State.ToDictionary(entry => entry.Name, entry => entry.State);
        step.AssertGradients("gradients_g", step.Generator.Network, name => moments[name].exp_avg * 10, gradients);
        RequireParameters(step, "after_g", step.Generator.Network, type, learningRate);
    }

    private static void RequireParameters(GoldenStep step, string key, nn.Module network, ScalarType type, double learningRate)
    {
        if (type == ScalarType.Float32)
            step.AssertParametersInFloat32(key, network, Exact, learningRate);
        else
            step.AssertParameters(key, network, Exact);
    }
}

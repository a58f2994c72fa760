using System.Globalization;
using JsiGan.KnownAnswers;
using static TorchSharp.torch;

namespace JsiGan.Benchmarks.Benches.GpuCheck.Parts;

/// <summary>The known answers of tests/golden on the device; float32 without TF32, which its tolerances do not allow for.</summary>
internal static class AnswersPart
{
    // The cheapest of each kind.
    private static readonly string[] Quick =
    [
        "guided-filter.", "dynamic-separable-x2.", "dynamic-2d-x2.", "jsinet-x2-full.float64", "discriminator-64.float64",
        "pretrain-step-x2.float64",
    ];

    public static void Run(PartContext context)
    {
        var place = device(context.Device);
        if (context.OnGpu)
            Gpu.AllowTf32(false);

        foreach (var answer in KnownAnswer.All.Where(answer => !context.Quick || Array.Exists(Quick, answer.Name.StartsWith)))
        {
            context.Check($"answers.{answer.Name}", () =>
            {
                var check = new AnswerCheck();
                answer.Check(check, place);
                return string.Create(
                    CultureInfo.InvariantCulture, $"the largest error is {check.Worst:P1} of what is allowed ({check.WorstOf})");
            });
        }
    }
}

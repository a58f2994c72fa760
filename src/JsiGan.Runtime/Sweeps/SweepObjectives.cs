using JsiGan.Protocol.Runs;
using JsiGan.Search.Trials;

namespace JsiGan.Runtime.Sweeps;

/// <summary>What a sweep can optimise: the scores of each epoch on the held-out crops.</summary>
public static class SweepObjectives
{
    /// <summary>Mean PSNR, dB.</summary>
    public static Objective Psnr { get; } = new("psnr", Goal.Maximise);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Objective> All { get; } =
        [Psnr, new("ssim", Goal.Maximise), new("delta-e-itp", Goal.Minimise)];

    /// <summary>Values of some objectives after an epoch.</summary>
    public static IReadOnlyList<double> Of(EpochMeasured epoch, IReadOnlyList<Objective> objectives) =>
        [.. objectives.Select(objective => objective.Name switch
        {
            "psnr" => epoch.Psnr,
            "ssim" => epoch.Ssim,
            "delta-e-itp" => epoch.DeltaEItp,
            _ => throw new ArgumentException($"Nothing measures {objective.Name}.", nameof(objectives)),
        })];
}

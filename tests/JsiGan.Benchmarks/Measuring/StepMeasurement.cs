using System.Globalization;
using System.Text.RegularExpressions;

namespace JsiGan.Benchmarks.Measuring;

/// <summary>One process's measurement of its training steps; ours and the peer print the same format.</summary>
/// <param name="Seconds">Median wall time of a step.</param>
/// <param name="PeakBytes">Peak resident memory of the process.</param>
/// <param name="DeviceBytes">Memory of the GPU in use after the last step; null on a CPU.</param>
public sealed partial record StepMeasurement(double Seconds, double PeakBytes, double? DeviceBytes = null)
{
    /// <summary>The line a child prints.</summary>
    public string ToLine() =>
        string.Create(CultureInfo.InvariantCulture, $"median_step_s={Seconds:F4} peak_rss_mb={PeakBytes / (1 << 20):F0}")
        + (DeviceBytes is { } device ? string.Create(CultureInfo.InvariantCulture, $" device_mb={device / (1 << 20):F0}") : "");

    /// <summary>Finds the measurement in a child's output.</summary>
    /// <exception cref="FailureException">There is none.</exception>
    public static StepMeasurement Parse(string output)
    {
        var match = Line().Match(output);
        return match.Success
            ? new(
                Number(match.Groups[1]), Number(match.Groups[2]) * (1 << 20),
                match.Groups[3].Success ? Number(match.Groups[3]) * (1 << 20) : null)
            : throw new FailureException($"A measuring process printed no median_step_s and peak_rss_mb, but: {output.Trim()}");
    }

    private static double Number(Group group) => double.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"median_step_s=([\d.]+).*peak_rss_mb=([\d.]+)(?: device_mb=([\d.]+))?")]
    private static partial Regex Line();
}

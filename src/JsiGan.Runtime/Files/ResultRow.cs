namespace JsiGan.Runtime.Files;

/// <summary>One row of the machine-readable results (`--json FILE`); names are stable and listed in the README.</summary>
/// <param name="Name">Stable name, such as psnr_jsigan or step.stage1.</param>
/// <param name="Value">A number in the base unit, or a text where the unit is "path".</param>
/// <param name="Unit">Base unit: s, By, dB, patches/s, 1 (a share or an index), count, path.</param>
/// <param name="Reference">The reference's value, or null.</param>
/// <param name="Ratio">Ours relative to the reference, inverted if needed so that above 1 is better; null without a reference.</param>
/// <param name="HigherIsBetter">Direction of the value itself.</param>
/// <param name="Runs">Measurements the value is the median of.</param>
public sealed record ResultRow(string Name, object Value, string Unit, double? Reference, double? Ratio, bool HigherIsBetter, int Runs)
{
    /// <summary>A row without a reference.</summary>
    public static ResultRow Alone(string name, double value, string unit, bool higherIsBetter, int runs = 1) =>
        new(name, value, unit, null, null, higherIsBetter, runs);

    /// <summary>A row with its reference; the ratio is above 1 if ours is better.</summary>
    public static ResultRow Against(string name, double value, string unit, double reference, bool higherIsBetter, int runs = 1) =>
        new(name, value, unit, reference, higherIsBetter ? value / reference : reference / value, higherIsBetter, runs);

    /// <summary>A row whose value is the path of something written.</summary>
    public static ResultRow OfPath(string name, string path) => new(name, path, "path", null, null, false, 1);
}

namespace JsiGan.KnownAnswers;

/// <summary>How near the known answers each precision has to come, relative to the largest value.</summary>
public static class Tolerance
{
    /// <summary>The answers are stored in float32.</summary>
    public const double Double = 1e-6;

    /// <summary>Three times what the reference itself strays in float32 (tests/golden/README.md: 2e-4).</summary>
    public const double Single = 6e-4;

    public static double Of(ScalarType type) => type == ScalarType.Float64 ? Double : Single;
}

namespace JsiGan.Collectives;

/// <summary>What a buffer holds. Sums exist for the two float types; <see cref="Byte"/> is for broadcasts of anything else.</summary>
public enum ElementType
{
    /// <summary>IEEE 754 binary32.</summary>
    Float32 = 0,

    /// <summary>IEEE 754 binary64.</summary>
    Float64 = 1,

    /// <summary>Bytes without meaning.</summary>
    Byte = 2,
}

internal static class ElementTypes
{
    /// <summary>Bytes of one element.</summary>
    public static int Size(this ElementType element) => element switch
    {
        ElementType.Float32 => sizeof(float),
        ElementType.Float64 => sizeof(double),
        ElementType.Byte => sizeof(byte),
        _ => throw new ArgumentOutOfRangeException(nameof(element), element, "float32 (0), float64 (1) or byte (2) is expected"),
    };

    public static string Label(this ElementType element) => element switch
    {
        ElementType.Float32 => "float32",
        ElementType.Float64 => "float64",
        _ => "byte",
    };
}

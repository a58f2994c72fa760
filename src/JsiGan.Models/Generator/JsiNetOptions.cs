namespace JsiGan.Models.Generator;

/// <summary>What a generator is made of; the rows of Table 1 are combinations of the switches.</summary>
public sealed record JsiNetOptions
{
    /// <summary>Up-scaling factor: 1 (inverse tone mapping alone), 2 or 4. Default 2.</summary>
    public int Scale { get; init; } = 2;

    /// <summary>Feature channels of all three subnets, from 1. Default 64.</summary>
    public int Channels { get; init; } = 64;

    /// <summary>Whether the DR subnet adds its details. Default true.</summary>
    public bool DetailRestoration { get; init; } = true;

    /// <summary>Whether the LCE subnet's mask multiplies the result. Default true.</summary>
    public bool LocalContrast { get; init; } = true;

    /// <summary>How the input's detail layer is made. Default <see cref="DetailLayer.Divide"/>.</summary>
    public DetailLayer DetailLayer { get; init; } = DetailLayer.Divide;

    internal void Validate()
    {
        if (Scale is not (1 or 2 or 4))
            throw new ArgumentException($"Scale is {Scale}; it must be 1, 2 or 4.", nameof(Scale));

        if (Channels < 1)
            throw new ArgumentException($"Channels is {Channels}; it must be at least 1.", nameof(Channels));
    }
}

namespace JsiGan.Models.Discriminators;

/// <summary>What a discriminator is made of.</summary>
public sealed record DiscriminatorOptions
{
    /// <summary>Five convolutions halve the image; the next one covers what is left.</summary>
    public const int Divisor = 32;

    /// <summary>Height and width of the HR images it judges, in pixels; 32 divides it. Default 160.</summary>
    public int Size { get; init; } = 160;

    /// <summary>c, channels after the first convolution, from 1. Default 32.</summary>
    public int Channels { get; init; } = 32;

    /// <summary>Whether the logit is batch-normalised, as the authors' code does and the paper's Fig. 3 does not. Default true.</summary>
    public bool LogitBatchNorm { get; init; } = true;

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public void Validate()
    {
        if (Size < Divisor || Size % Divisor != 0)
        {
            var below = Math.Max(Divisor, Size / Divisor * Divisor);
            throw new ArgumentException(
                $"The discriminator's image size is {Size} pixels; {Divisor} must divide it: take {below} or {below + Divisor}.",
                nameof(Size));
        }

        if (Channels < 1)
            throw new ArgumentException($"Channels is {Channels}; it must be at least 1.", nameof(Channels));
    }
}

namespace JsiGan.Imaging.Frames;

/// <summary>
/// One picture of three full-size planes (4:4:4), one after the other: Y'CbCr codes or linear light R, G, B, depending on the owner.
/// </summary>
/// <typeparam name="T">byte for 8-bit codes, ushort for codes of 9 to 16 bits, float for light.</typeparam>
public sealed class Frame<T>
    where T : unmanaged
{
    /// <summary>Planes of a picture.</summary>
    public const int Planes = 3;

    public Frame(int width, int height)
        : this(width, height, new T[CountOf(width, height)])
    {
    }

    /// <exception cref="ArgumentException">The samples are not 3 x height x width.</exception>
    public Frame(int width, int height, T[] samples)
    {
        if (samples.Length != CountOf(width, height))
        {
            throw new ArgumentException(
                $"A frame of {width}x{height} holds {CountOf(width, height)} samples, but {samples.Length} were given.", nameof(samples));
        }

        Width = width;
        Height = height;
        Samples = samples;
    }

    /// <summary>Pixels per row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>All samples, planar: [3, Height, Width].</summary>
    public T[] Samples { get; }

    /// <summary>Plane <paramref name="index"/> (0 to 2): [Height, Width].</summary>
    public Span<T> Plane(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Planes, nameof(index));
        return Samples.AsSpan(index * Width * Height, Width * Height);
    }

    /// <summary>Row <paramref name="y"/> of plane <paramref name="plane"/>: [Width].</summary>
    public Span<T> Row(int plane, int y) => Plane(plane).Slice(y * Width, Width);

    private static int CountOf(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        return checked(Planes * width * height);
    }
}

namespace MessagePack;

/// <summary>What deserialization refuses from its input.</summary>
public class MessagePackSecurity
{
    public static readonly MessagePackSecurity TrustedData = new();

    public static readonly MessagePackSecurity UntrustedData = new();

    private MessagePackSecurity()
    {
    }

    /// <summary>How deep objects and collections may nest; default 500.</summary>
    public int MaximumObjectGraphDepth { get; private init; } = 500;

    public MessagePackSecurity WithMaximumObjectGraphDepth(int maximumObjectGraphDepth) =>
        new() { MaximumObjectGraphDepth = maximumObjectGraphDepth };

    /// <summary>Enters one level; the caller leaves it by decrementing <see cref="MessagePackReader.Depth"/>.</summary>
    /// <exception cref="InsufficientExecutionStackException">The value nests deeper than <see cref="MaximumObjectGraphDepth"/>.</exception>
    public void DepthStep(ref MessagePackReader reader)
    {
        if (reader.Depth >= MaximumObjectGraphDepth)
        {
            throw new InsufficientExecutionStackException($"The value nests deeper than the {MaximumObjectGraphDepth} levels allowed.");
        }

        reader.Depth++;
    }
}

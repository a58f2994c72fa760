namespace MessagePack;

/// <summary>How values are serialized. Immutable: the With methods return changed copies.</summary>
public class MessagePackSerializerOptions
{
    private MessagePackSerializerOptions()
    {
    }

    public static MessagePackSerializerOptions Standard { get; } = new();

    public MessagePackSecurity Security { get; private init; } = MessagePackSecurity.TrustedData;

    public MessagePackSerializerOptions WithSecurity(MessagePackSecurity security) =>
        new() { Security = security ?? throw new ArgumentNullException(nameof(security)) };
}

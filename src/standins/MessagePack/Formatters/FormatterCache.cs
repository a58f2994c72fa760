namespace MessagePack.Formatters;

/// <summary>The formatter of <typeparamref name="T"/>, made at its first use.</summary>
internal static class FormatterCache<T>
{
    private static readonly Lazy<Formatter<T>> Lazily =
        new(() => (Formatter<T>)FormatterFactory.Create(typeof(T)), LazyThreadSafetyMode.PublicationOnly);

    /// <exception cref="MessagePackSerializationException">The type cannot be serialized; the message says why.</exception>
    public static Formatter<T> Formatter => Lazily.Value;
}

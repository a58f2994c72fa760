namespace TorchSharp.Interop;

/// <summary>A C++ bool: one byte, 0 or 1.</summary>
internal readonly struct Flag
{
    private readonly byte _value;

    private Flag(bool value) => _value = value ? (byte)1 : (byte)0;

    public static implicit operator Flag(bool value) => new(value);

    public static implicit operator bool(Flag flag) => flag._value != 0;
}

namespace TorchSharp.Interop;

internal enum IndexKind : long
{
    None,
    Ellipsis,
    Boolean,
    Single,
    Slice,
    Tensor,
}

/// <summary>One index as the shim takes it.</summary>
internal readonly record struct IndexValue(long Kind, long Start, long Stop, long Step, nint Tensor)
{
    /// <summary>An open end of a slice.</summary>
    internal const long Missing = long.MinValue;
}

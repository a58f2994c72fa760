using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp.Interop;

/// <summary>A number as the shim takes it: by value, with the kind that decides the type of the result.</summary>
internal readonly record struct Number(long Kind, long Bits)
{
    internal static Number Floating(double value) => new(1, BitConverter.DoubleToInt64Bits(value));

    internal static Number Integral(long value) => new(2, value);

    internal static Number Boolean(bool value) => new(3, value ? 1 : 0);

    internal double ToDouble() => Kind == 1 ? BitConverter.Int64BitsToDouble(Bits) : Bits;

    internal long ToInt64() => Kind == 1 ? (long)BitConverter.Int64BitsToDouble(Bits) : Bits;
}

/// <summary>Passes a <see cref="Scalar"/> by value; null is "not given".</summary>
[CustomMarshaller(typeof(Scalar), MarshalMode.ManagedToUnmanagedIn, typeof(ScalarMarshaller))]
internal static class ScalarMarshaller
{
    public static Number ConvertToUnmanaged(Scalar scalar) => scalar is null ? default : scalar.Value;
}

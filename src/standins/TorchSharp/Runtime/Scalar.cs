#nullable enable
using System.Runtime.InteropServices.Marshalling;
using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>A number with an element type, as an operand beside tensors.</summary>
[NativeMarshalling(typeof(ScalarMarshaller))]
public sealed class Scalar : IDisposable
{
    internal Scalar(Number value, torch.ScalarType type)
    {
        Value = value;
        Type = type;
    }

    public torch.ScalarType Type { get; }

    internal Number Value { get; }

    public static implicit operator Scalar(byte value) => value.ToScalar();

    public static implicit operator Scalar(sbyte value) => value.ToScalar();

    public static implicit operator Scalar(short value) => value.ToScalar();

    public static implicit operator Scalar(int value) => value.ToScalar();

    public static implicit operator Scalar(long value) => value.ToScalar();

    public static implicit operator Scalar(Half value) => value.ToScalar();

    public static implicit operator Scalar(float value) => value.ToScalar();

    public static implicit operator Scalar(double value) => value.ToScalar();

    public static implicit operator Scalar(bool value) => value.ToScalar();

    /// <summary>Does nothing here; the real one holds native memory.</summary>
    public void Dispose()
    {
    }
}

/// <summary>Numbers to scalars and back.</summary>
public static class ScalarExtensionMethods
{
    // libtorch's own kinds of scalar are double, long and bool.
    public static Scalar ToScalar(this byte value) => new(Number.Integral(value), torch.ScalarType.Int64);

    public static Scalar ToScalar(this sbyte value) => new(Number.Integral(value), torch.ScalarType.Int64);

    public static Scalar ToScalar(this short value) => new(Number.Integral(value), torch.ScalarType.Int64);

    public static Scalar ToScalar(this int value) => new(Number.Integral(value), torch.ScalarType.Int64);

    public static Scalar ToScalar(this long value) => new(Number.Integral(value), torch.ScalarType.Int64);

    public static Scalar ToScalar(this Half value) => new(Number.Floating((double)value), torch.ScalarType.Float64);

    public static Scalar ToScalar(this float value) => new(Number.Floating(value), torch.ScalarType.Float64);

    public static Scalar ToScalar(this double value) => new(Number.Floating(value), torch.ScalarType.Float64);

    public static Scalar ToScalar(this bool value) => new(Number.Boolean(value), torch.ScalarType.Bool);

    public static float ToSingle(this Scalar value) => (float)value.Value.ToDouble();

    public static double ToDouble(this Scalar value) => value.Value.ToDouble();

    public static sbyte ToSByte(this Scalar value) => (sbyte)value.Value.ToInt64();

    public static byte ToByte(this Scalar value) => (byte)value.Value.ToInt64();

    public static short ToInt16(this Scalar value) => (short)value.Value.ToInt64();

    public static int ToInt32(this Scalar value) => (int)value.Value.ToInt64();

    public static long ToInt64(this Scalar value) => value.Value.ToInt64();

    public static bool ToBoolean(this Scalar value) => value.Value.ToDouble() != 0;
}

#nullable enable
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <content>The contents of a tensor as managed code sees them.</content>
    public partial class Tensor
    {
        /// <summary>The live memory of a contiguous tensor of the CPU under 2 GiB; set copies.</summary>
        public unsafe Span<byte> bytes
        {
            get
            {
                var length = NumberOfElements * ElementSize;
                RequirePlainMemory(length);
                return new Span<byte>((void*)DataPointer(), (int)length);
            }

            set
            {
                var length = NumberOfElements * ElementSize;
                RequirePlainMemory(length);
                if (length != value.Length)
                {
                    throw new ArgumentException(
                        $"Mismatched data sizes in SetBytes(): the tensor has {length} bytes, the span {value.Length}.");
                }

                value.CopyTo(new Span<byte>((void*)DataPointer(), value.Length));
            }
        }

        /// <summary>Reads and writes the elements; those of a device are copied first.</summary>
        public Utils.TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            RequireElementType(typeof(T));
            return new Utils.TensorAccessor<T>(device_type == DeviceType.CPU ? this : cpu());
        }

        public T item<T>()
            where T : unmanaged
        {
            if (NumberOfElements != 1)
            {
                throw new ArgumentException($"Number of elements in the tensor must be 1; it is {NumberOfElements}.");
            }

            return data<T>()[0];
        }

        public Storage<T> storage<T>()
            where T : unmanaged =>
            Storage.Create<T>(this);

        /// <summary>The only element of a tensor as a number.</summary>
        public Scalar ToScalar()
        {
            if (torch.is_floating_point(dtype))
            {
                Native.Check(Native.ts_item_double(this, out var floating));
                return floating;
            }

            Native.Check(Native.ts_item_long(this, out var integral));
            return dtype == ScalarType.Bool ? integral != 0 : integral;
        }

        public double ReadCpuDouble(long i) => data<double>()[i];

        public float ReadCpuSingle(long i) => data<float>()[i];

        public int ReadCpuInt32(long i) => data<int>()[i];

        public long ReadCpuInt64(long i) => data<long>()[i];

        public byte ReadCpuByte(long i) => data<byte>()[i];

        internal IntPtr DataPointer()
        {
            Native.Check(Native.ts_data(this, out var pointer));
            return pointer;
        }

        internal void RequireElementType(Type type)
        {
            if (ElementTypes.TryGetValue(dtype, out var own) && own != type)
            {
                throw new ArgumentException($"{type.Name} is not compatible with {dtype}");
            }
        }

        private static readonly Dictionary<ScalarType, Type> ElementTypes = new()
        {
            [ScalarType.Byte] = typeof(byte),
            [ScalarType.Int8] = typeof(sbyte),
            [ScalarType.Int16] = typeof(short),
            [ScalarType.Int32] = typeof(int),
            [ScalarType.Int64] = typeof(long),
            [ScalarType.Bool] = typeof(bool),
            [ScalarType.Float16] = typeof(Half),
            [ScalarType.Float32] = typeof(float),
            [ScalarType.Float64] = typeof(double),
        };

        private void RequirePlainMemory(long length)
        {
            if (!is_contiguous())
            {
                throw new InvalidOperationException("Bytes() called on non-contiguous tensor.");
            }

            if (length > int.MaxValue)
            {
                throw new ArgumentException($"Span only supports up to int.MaxValue elements; the tensor has {length} bytes.");
            }

            if (device_type != DeviceType.CPU)
            {
                throw new InvalidOperationException(
                    "Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
            }
        }
    }
}

/// <summary>The only element of a tensor, converted.</summary>
public static partial class TensorExtensionMethods
{
    public static float ToSingle(this torch.Tensor value) => value.ToScalar().ToSingle();

    public static double ToDouble(this torch.Tensor value) => value.ToScalar().ToDouble();

    public static sbyte ToSByte(this torch.Tensor value) => value.ToScalar().ToSByte();

    public static byte ToByte(this torch.Tensor value) => value.ToScalar().ToByte();

    public static short ToInt16(this torch.Tensor value) => value.ToScalar().ToInt16();

    public static int ToInt32(this torch.Tensor value) => value.ToScalar().ToInt32();

    public static long ToInt64(this torch.Tensor value) => value.ToScalar().ToInt64();

    public static bool ToBoolean(this torch.Tensor value) => value.ToScalar().ToBoolean();
}

#nullable enable
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Copies, and moves between element types and devices.</content>
    public partial class Tensor
    {
        public Tensor clone() => Native.ts_clone(this);

        public Tensor alias() => Native.ts_alias(this);

        public Tensor contiguous() => Native.ts_contiguous(this);

        public Tensor pin_memory() => Native.ts_pin_memory(this);

        public Tensor copy_(Tensor source, bool nonBlocking = false)
        {
            Native.Check(Native.ts_copy_(this, source, nonBlocking));
            return this;
        }

        public Tensor fill_(Scalar value)
        {
            Native.Check(Native.ts_fill_(this, value));
            return this;
        }

        public Tensor zero_()
        {
            Native.Check(Native.ts_zero_(this));
            return this;
        }

        public Tensor set_(Tensor source)
        {
            Native.Check(Native.ts_set_(this, source));
            return this;
        }

        public Tensor cpu() => to(DeviceType.CPU);

        public Tensor cuda(Device? device = null, bool non_blocking = false)
        {
            if (device is not null && device.type != DeviceType.CUDA)
            {
                throw new ArgumentException("Not a CUDA device.", nameof(device));
            }

            return to(DeviceType.CUDA, device?.index ?? -1, non_blocking: non_blocking);
        }

        public Tensor to(
            DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
        {
            InitializeDeviceType(deviceType);
            return Convert(new TensorOptions(null, new Device(deviceType, deviceIndex)), copy, disposeAfter, non_blocking);
        }

        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Convert(new TensorOptions(type, InitializeDevice(device)), copy, disposeAfter, non_blocking);

        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to_type(type, copy, disposeAfter, non_blocking);

        public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(new Device(device), copy, disposeAfter, non_blocking);

        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(device.type, device.index, copy, disposeAfter, non_blocking);

        public Tensor to(Tensor other, bool non_blocking = false) => to(other.dtype, other.device, non_blocking: non_blocking);

        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Convert(new TensorOptions(type, null), copy, disposeAfter, non_blocking);

        public Tensor type_as(Tensor tensor) => to_type(tensor.dtype);

        public Tensor type(ScalarType dtype) => to(dtype);

        public Tensor @bool() => to_type(ScalarType.Bool);

        public Tensor @byte() => to_type(ScalarType.Byte);

        public Tensor @char() => to_type(ScalarType.Int8);

        public Tensor @short() => to_type(ScalarType.Int16);

        public Tensor @int() => to_type(ScalarType.Int32);

        public Tensor @long() => to_type(ScalarType.Int64);

        public Tensor half() => to_type(ScalarType.Float16);

        public Tensor bfloat16() => to_type(ScalarType.BFloat16);

        public Tensor @float() => to_type(ScalarType.Float32);

        public Tensor @double() => to_type(ScalarType.Float64);

        private Tensor Convert(TensorOptions options, bool copy, bool disposeAfter, bool nonBlocking)
        {
            var converted = Native.ts_to(this, options, copy, nonBlocking);
            if (disposeAfter)
            {
                Dispose();
            }

            return converted;
        }
    }
}

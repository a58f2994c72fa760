#nullable enable

using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            protected internal virtual Module _to(Device device, ScalarType dtype, bool non_blocking)
            {
                RequireFloatingPoint(dtype);
                RequireDevice(device.type);
                _toEpilog(dtype, device, non_blocking);
                return this;
            }

            protected internal virtual Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking)
            {
                RequireDevice(deviceType);
                _toEpilog(null, new Device(deviceType, deviceType == DeviceType.CUDA ? deviceIndex : -1), non_blocking);
                return this;
            }

            protected internal virtual Module _to(ScalarType dtype, bool non_blocking)
            {
                RequireFloatingPoint(dtype);
                _toEpilog(dtype, null, non_blocking);
                return this;
            }

            /// <summary>
            /// Replaces what has to change by converted copies (new objects: an optimizer is made after the conversion, not before), here
            /// and below. Integers keep their type; gradients come along.
            /// </summary>
            protected virtual void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
            {
                foreach (var (_, child) in named_children())
                    child._toEpilog(dtype, device, non_blocking);
                foreach (var (name, parameter) in named_parameters(false).ToList())
                {
                    if (!ReplaceParameter(dtype, device, parameter, out var converted))
                        continue;
                    ConditionallyRegisterParameter(name, converted);
                    SetMember(name, converted);
                    parameter.Dispose();
                }
                foreach (var (name, buffer) in named_buffers(false).ToList())
                {
                    if (!ReplaceBuffer(dtype, device, buffer, out var converted))
                        continue;
                    ConditionallyRegisterBuffer(name, converted);
                    SetMember(name, converted);
                    buffer.Dispose();
                }
            }

            protected static bool ReplaceBuffer(ScalarType? dtype, Device? device, Tensor buffer, out Tensor? result)
            {
                var type = TargetType(dtype, buffer);
                result = Differs(buffer, type, device) ? buffer.to(type, device ?? buffer.device).DetachFromDisposeScope() : null;
                return result is not null;
            }

            protected static bool ReplaceParameter(ScalarType? dtype, Device? device, Parameter param, out Parameter? p)
            {
                var type = TargetType(dtype, param);
                p = null;
                if (!Differs(param, type, device))
                    return false;
                using var _ = no_grad();
                p = new Parameter(param.to(type, device ?? param.device), param.requires_grad);
                p.DetachFromDisposeScope();
                using var gradient = param.grad;
                if (gradient is not null)
                {
                    using var converted = gradient.to(type, device ?? param.device);
                    p.grad = converted;
                }
                return true;
            }

            private static ScalarType TargetType(ScalarType? dtype, Tensor tensor) =>
                dtype is not null && tensor.is_floating_point() ? dtype.Value : tensor.dtype;

            private static bool Differs(Tensor tensor, ScalarType type, Device? device) =>
                tensor.dtype != type
                || (device is not null
                    && (tensor.device_type != device.type
                        || (device.type == DeviceType.CUDA && device.index >= 0 && device.index != tensor.device_index)));

            private void SetMember(string component, Tensor? value)
            {
                var property = GetType().GetProperty(component, BindingFlags.Instance | BindingFlags.Public);
                if (property?.SetMethod is not null)
                    property.SetValue(this, value);
                else
                    ComponentFields().FirstOrDefault(field => field.ComponentName() == component)?.SetValue(this, value);
            }

            private static void RequireFloatingPoint(ScalarType dtype)
            {
                if (dtype is not (ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64))
                {
                    throw new ArgumentException(
                        $"A module can only be converted to a floating-point type, and {dtype} is none.", nameof(dtype));
                }
            }

            private static void RequireDevice(DeviceType type)
            {
                if (type == DeviceType.CUDA && !cuda.is_available())
                    throw new InvalidOperationException("CUDA is not available.");
            }
        }
    }
}

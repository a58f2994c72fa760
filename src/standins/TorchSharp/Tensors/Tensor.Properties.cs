#nullable enable
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <content>What a tensor is: size, type, place.</content>
    public partial class Tensor
    {
        public long Dimensions => Native.ts_ndim(this);

        public long ndim => Dimensions;

        public long NumberOfElements => Native.ts_numel(this);

        public long ElementSize => Native.ts_element_size(this);

        public ScalarType dtype => (ScalarType)Native.ts_dtype(this);

        public Device device => new(device_type, device_index);

        public DeviceType device_type => (DeviceType)Native.ts_device_type(this);

        public int device_index => Native.ts_device_index(this);

        public bool is_sparse => Native.ts_is_sparse(this);

        public long[] shape
        {
            get
            {
                var sizes = new long[Dimensions];
                Native.ts_sizes(this, sizes);
                return sizes;
            }
        }

        public long dim() => Dimensions;

        public long numel() => NumberOfElements;

        public long element_size() => ElementSize;

        public bool is_integral() => torch.is_integral(dtype);

        public bool is_floating_point() => torch.is_floating_point(dtype);

        public bool is_cpu() => device_type == DeviceType.CPU;

        public bool is_contiguous() => Native.ts_is_contiguous(this);

        public bool is_pinned()
        {
            Native.Check(Native.ts_is_pinned(this, out var result));
            return result;
        }

        public long size(int dim)
        {
            Native.Check(Native.ts_size(this, dim, out var result));
            return result;
        }

        public long[] size() => shape;

        public long[] stride()
        {
            var strides = new long[Dimensions];
            Native.ts_strides(this, strides);
            return strides;
        }

        public long stride(int dim)
        {
            Native.Check(Native.ts_stride(this, dim, out var result));
            return result;
        }

        public long storage_offset() => Native.ts_storage_offset(this);
    }
}

using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The memory behind a tensor.</summary>
    public abstract class Storage
    {
        private readonly IntPtr _data;
        private readonly ulong _bytes;

        protected Storage(Tensor tensor)
        {
            _tensor = tensor;
            Native.Check(Native.ts_storage(tensor, out var data, out _bytes));
            _data = data;
        }

        protected Tensor _tensor;

        public abstract int element_size();

        public IntPtr data_ptr() => _data;

        public ulong nbytes() => _bytes;

        /// <summary>The tensor's own storage if it has elements of type <typeparamref name="T"/>, else that of a converted copy.</summary>
        internal static Storage<T> Create<T>(Tensor tensor)
            where T : unmanaged
        {
            var type = default(T) switch
            {
                byte => ScalarType.Byte,
                bool => ScalarType.Bool,
                int => ScalarType.Int32,
                long => ScalarType.Int64,
                float => ScalarType.Float32,
                double => ScalarType.Float64,
                _ => throw new NotSupportedException(),
            };
            return new Storage<T>(tensor.to_type(type));
        }
    }

    /// <summary>The memory behind a tensor as elements of one type.</summary>
    public sealed class Storage<T> : Storage, IDisposable
        where T : unmanaged
    {
        internal Storage(Tensor tensor)
            : base(tensor)
        {
        }

        public unsafe int Count => (int)(nbytes() / (ulong)sizeof(T));

        public unsafe T this[int index]
        {
            get => ((T*)data_ptr())[Checked(index)];
            set => ((T*)data_ptr())[Checked(index)] = value;
        }

        public override unsafe int element_size() => sizeof(T);

        public unsafe T[] ToArray() => new ReadOnlySpan<T>((void*)data_ptr(), Count).ToArray();

        public void Dispose() => GC.KeepAlive(_tensor);

        private int Checked(int index) => index >= 0 && index < Count ? index : throw new IndexOutOfRangeException();
    }
}

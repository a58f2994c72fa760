#nullable enable
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>One index in the brackets of a tensor.</summary>
    public struct TensorIndex
    {
        public static TensorIndex Ellipsis = new() { _kind = IndexKind.Ellipsis };
        public static TensorIndex None = new() { _kind = IndexKind.None };
        public static TensorIndex Null = new() { _kind = IndexKind.None };
        public static TensorIndex Colon = Slice();

        private IndexKind _kind;
        private long? _start;
        private long? _stop;
        private long? _step;
        private torch.Tensor? _tensor;

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new() { _kind = IndexKind.Slice, _start = start, _stop = stop, _step = step };

        public static TensorIndex Slice((int? start, int? end) range) => Slice(range.start, range.end);

        public static TensorIndex Slice(Range range) => Slice(Start(range.Start), End(range.End));

        public static TensorIndex Bool(bool value) => new() { _kind = IndexKind.Boolean, _start = value ? 1 : 0 };

        public static TensorIndex Single(long? index) => new() { _kind = IndexKind.Single, _start = index };

        public static TensorIndex Tensor(torch.Tensor tensor) => new() { _kind = IndexKind.Tensor, _tensor = tensor };

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range);

        public static implicit operator TensorIndex(Range range) => Slice(range);

        public static implicit operator TensorIndex(Index index) => Single(Start(index));

        internal static IndexValue[] Encode(TensorIndex[] indices) => Array.ConvertAll(indices, index => index.Encode());

        private static long Start(Index index) => index.IsFromEnd ? -index.Value : index.Value;

        private static long? End(Index index) => index.IsFromEnd ? (index.Value == 0 ? null : -index.Value) : index.Value;

        private readonly IndexValue Encode() => new(
            (long)_kind,
            _start ?? IndexValue.Missing,
            _stop ?? IndexValue.Missing,
            _step ?? IndexValue.Missing,
            _tensor is null ? 0 : _tensor.Handle);
    }
}

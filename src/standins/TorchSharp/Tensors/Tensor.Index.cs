#nullable enable
using System.Runtime.CompilerServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Reading and writing by index.</content>
    public partial class Tensor
    {
        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => index(TensorIndex.Single(i1));
            set => index_put_(value, TensorIndex.Single(i1));
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => index(TensorIndex.Single(i1), TensorIndex.Single(i2));
            set => index_put_(value, TensorIndex.Single(i1), TensorIndex.Single(i2));
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => this[[i1, i2, i3]];
            set => this[[i1, i2, i3]] = value;
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => this[[i1, i2, i3, i4]];
            set => this[[i1, i2, i3, i4]] = value;
        }

        [IndexerName("TensorItems")]
        public Tensor this[params long[] indices]
        {
            get => index(Array.ConvertAll(indices, index => TensorIndex.Single(index)));
            set => index_put_(value, Array.ConvertAll(indices, index => TensorIndex.Single(index)));
        }

        public Tensor index(params TensorIndex[] indices)
        {
            var result = Native.ts_index(this, TensorIndex.Encode(indices), indices.Length);
            GC.KeepAlive(indices);
            return result;
        }

        public Tensor index(params Tensor[] indices) => index(Array.ConvertAll(indices, TensorIndex.Tensor));

        public Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            Native.Check(Native.ts_index_put_(this, TensorIndex.Encode(indices), indices.Length, value));
            GC.KeepAlive(indices);
            return this;
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, Array.ConvertAll(indices, TensorIndex.Tensor));

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            Native.Check(Native.ts_index_put_number_(this, TensorIndex.Encode(indices), indices.Length, value));
            GC.KeepAlive(indices);
            return this;
        }

        public Tensor index_select(long dim, Tensor index) => Native.ts_index_select(this, dim, index);

        public Tensor gather(long dim, Tensor index) => Native.ts_gather(this, dim, index);

        public Tensor masked_select(Tensor mask) => Native.ts_masked_select(this, mask);

        public Tensor nonzero() => Native.ts_nonzero(this);
    }
}

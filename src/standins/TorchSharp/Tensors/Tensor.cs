#nullable enable
using System.Runtime.InteropServices.Marshalling;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor of libtorch; freed by Dispose, by the end of the scope that owns it, or else by the finalizer.</summary>
    [NativeMarshalling(typeof(TensorMarshaller))]
    public partial class Tensor : IDisposable
    {
        private static long _totalCount;
        private static long _peakCount;

        /// <summary>The native tensor, or zero; <see cref="Handle"/> refuses zero.</summary>
        internal IntPtr handle;

        /// <summary>Takes over a native tensor; a zero handle makes an invalid tensor, which counts for nothing.</summary>
        internal Tensor(IntPtr handle, bool register = true)
        {
            this.handle = handle;
            if (handle == 0)
            {
                GC.SuppressFinalize(this);
                return;
            }

            var count = Interlocked.Increment(ref _totalCount);
            if (count > Volatile.Read(ref _peakCount))
            {
                Volatile.Write(ref _peakCount, count);
            }

            if (register)
            {
                OwningDisposeScope = DisposeScopeManager.ThreadSingleton.Register(this);
            }
        }

        ~Tensor() => Dispose(false);

        /// <summary>Tensors alive in managed code, on all threads.</summary>
        public static long TotalCount => Interlocked.Read(ref _totalCount);

        public static long PeakCount => Interlocked.Read(ref _peakCount);

        public string? name { get; set; }

        public bool IsInvalid => handle == IntPtr.Zero;

        public IntPtr Handle => handle != IntPtr.Zero ? handle : throw new InvalidOperationException("Tensor invalid -- empty handle.");

        internal DisposeScope? OwningDisposeScope { get; set; }

        public static Tensor UnsafeCreateTensor(IntPtr handle) => new(handle);

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>Gives the native tensor away: the caller frees it.</summary>
        public IntPtr DecoupleFromNativeHandle()
        {
            GC.SuppressFinalize(this);
            var given = Handle;
            Interlocked.Decrement(ref _totalCount);
            handle = IntPtr.Zero;
            return given;
        }

        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope);

        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            if (OwningDisposeScope is null && other is not null)
            {
                other.Attach(this);
            }
            else
            {
                OwningDisposeScope?.MoveToOther(other, this);
            }

            return this;
        }

        public override string ToString() =>
            handle == IntPtr.Zero ? "" : $"[{string.Join("x", shape)}], type = {dtype}, device = {device}";

        public override bool Equals(object? obj) => obj is Tensor other && Equals(other);

        public override int GetHashCode() => base.GetHashCode();

        /// <summary>Leaves this object empty: another managed tensor takes over the native one.</summary>
        internal IntPtr MoveHandle() => Interlocked.Exchange(ref handle, IntPtr.Zero);

        protected virtual void Dispose(bool disposing)
        {
            var freed = Interlocked.Exchange(ref handle, IntPtr.Zero);
            if (freed == IntPtr.Zero)
            {
                return;
            }

            // A finalized tensor is in no live scope, and its thread's counts are out of reach.
            if (disposing)
            {
                DisposeScopeManager.ThreadSingleton.CountDisposal(this);
                OwningDisposeScope?.MarkAsDisposed(this);
            }

            Interlocked.Decrement(ref _totalCount);
            Native.ts_free(freed);
        }
    }
}

using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp.Interop;

/// <summary>
/// Passes a tensor as its handle and keeps it alive for the call; takes over a returned handle, and throws the shim's message where
/// there is one instead. No handle and no message is "no tensor": null.
/// </summary>
[CustomMarshaller(typeof(torch.Tensor), MarshalMode.ManagedToUnmanagedIn, typeof(Argument))]
[CustomMarshaller(typeof(torch.Tensor), MarshalMode.ManagedToUnmanagedOut, typeof(Result))]
internal static class TensorMarshaller
{
    internal ref struct Argument
    {
        private torch.Tensor _tensor;

        public void FromManaged(torch.Tensor tensor) => _tensor = tensor;

        public readonly nint ToUnmanaged() => _tensor is null ? 0 : _tensor.Handle;

        public readonly void Free() => GC.KeepAlive(_tensor);
    }

    internal static class Result
    {
        public static torch.Tensor ConvertToManaged(nint handle)
        {
            if (handle != 0)
            {
                return new torch.Tensor(handle);
            }

            torch.CheckForErrors();
            return null;
        }
    }
}

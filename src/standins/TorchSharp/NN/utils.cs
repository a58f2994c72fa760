#nullable enable

using TorchSharp.Interop;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            /// <summary>
            /// Scales the gradients in place so that their norm, taken over all of them as one vector, is at most
            /// <paramref name="max_norm"/>.
            /// </summary>
            /// <returns>The norm before; 0 where no parameter has a gradient.</returns>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2.0)
            {
                Parameter[] parameters = [.. tensors];
                Native.Check(Native.ts_clip_grad_norm(Handles.Of(parameters), parameters.Length, max_norm, norm_type, out var norm));
                GC.KeepAlive(parameters);
                return norm;
            }
        }
    }
}

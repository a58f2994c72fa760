#nullable enable
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Random fills in place.</content>
    public partial class Tensor
    {
        public Tensor uniform_(double from, double to, Generator? generator = null) =>
            InPlace(Native.ts_uniform_(this, from, to, generator?.Handle ?? 0));

        public Tensor normal_(double mean = 0.0, double std = 1.0, Generator? generator = null) =>
            InPlace(Native.ts_normal_(this, mean, std, generator?.Handle ?? 0));

        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) =>
            InPlace(Native.ts_bernoulli_(this, p, generator?.Handle ?? 0));
    }
}

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Fills a tensor in place, outside of autograd, and returns it. Random draws come from the default generator.</summary>
        public static partial class init
        {
            public static Tensor zeros_(Tensor tensor) => Fill(tensor, t => t.zero_());

            public static Tensor ones_(Tensor tensor) => Fill(tensor, t => t.fill_(1));

            public static Tensor constant_(Tensor tensor, Scalar val) => Fill(tensor, t => t.fill_(val));

            /// <param name="generator">
            /// Only null: TorchSharp 0.107 ignores it; draw with <c>tensor.uniform_</c> where the generator matters.
            /// </param>
            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1, Generator generator = null)
            {
                RequireDefault(generator);
                return Fill(tensor, t => t.uniform_(low, high));
            }

            /// <param name="generator">
            /// Only null: TorchSharp 0.107 ignores it; draw with <c>tensor.normal_</c> where the generator matters.
            /// </param>
            public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1, Generator generator = null)
            {
                RequireDefault(generator);
                return Fill(tensor, t => t.normal_(mean, std));
            }

            private static void RequireDefault(Generator generator)
            {
                if (generator is not null)
                {
                    throw new NotSupportedException(
                        "TorchSharp 0.107 ignores the generator given to torch.nn.init; "
                        + "draw with the tensor's own normal_ or uniform_ instead.");
                }
            }

            private static Tensor Fill(Tensor tensor, Action<Tensor> fill)
            {
                using var _ = no_grad();
                fill(tensor);
                return tensor;
            }
        }
    }
}

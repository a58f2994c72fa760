namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class init
        {
            /// <summary>Refused: what TorchSharp 0.107 does under this name is no truncated normal draw.</summary>
            [Obsolete(
                "TorchSharp 0.107 multiplies by the mean and adds the deviation, which with mean 0 fills with a constant. "
                + "For a draw within 2 deviations: bound = erf(sqrt 2) = 0.9544997; "
                + "tensor.uniform_(-bound, bound).erfinv_().mul_(std * sqrt 2).add_(mean), under no_grad.",
                error: true)]
            public static Tensor trunc_normal_(
                Tensor tensor, double mean = 0.0, double std = 1.0, double a = -2.0, double b = 2.0, Generator generator = null) =>
                throw new NotSupportedException();
        }
    }
}

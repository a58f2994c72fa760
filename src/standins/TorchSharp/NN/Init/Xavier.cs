namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>
        /// Glorot and Bengio, Understanding the difficulty of training deep feedforward neural networks, 2010:
        /// variance 2 gain^2 / (fan in + fan out).
        /// </summary>
        public static partial class init
        {
            public static Tensor xavier_uniform_(Tensor tensor, double gain = 1.0)
            {
                var bound = Math.Sqrt(3) * XavierDeviation(tensor, gain);
                return uniform_(tensor, -bound, bound);
            }

            /// <summary>
            /// The normal distribution of that variance. TorchSharp 0.107 draws the uniform one under this name;
            /// <see cref="normal_"/> with the deviation written out is normal with both.
            /// </summary>
            public static Tensor xavier_normal_(Tensor tensor, double gain = 1.0) => normal_(tensor, 0, XavierDeviation(tensor, gain));

            private static double XavierDeviation(Tensor tensor, double gain)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                return gain * Math.Sqrt(2.0 / (fanIn + fanOut));
            }
        }
    }
}

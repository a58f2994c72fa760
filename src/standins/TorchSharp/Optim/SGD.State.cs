using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class SGD
{
    /// <summary>The running sum of the gradients; null before the first step with momentum.</summary>
    public sealed class State : OptimizerState, IDisposable
    {
        public Tensor momentum_buffer;

        public State(Parameter parameter) : base(parameter)
        {
        }

        public override void Initialize(OptimizerOptions options) => Replace(ref momentum_buffer, null);

        public override void to(Device device) => Replace(ref momentum_buffer, momentum_buffer?.to(device));

        public override void SaveStateDict(BinaryWriter writer) => SaveConditionalStateTensor(writer, momentum_buffer);

        public override void LoadStateDict(BinaryReader reader) =>
            LoadConditionalStateTensor(reader, ref momentum_buffer, _parameter.device);

        public override void LoadStateDict(OptimizerState source) =>
            Replace(ref momentum_buffer, ((State)source).momentum_buffer?.to(_parameter.device, copy: true));

        public override bool ApproximatelyEquals(OptimizerState other) =>
            other is State state && (momentum_buffer is null || momentum_buffer.allclose(state.momentum_buffer));

        public void Dispose() => momentum_buffer?.Dispose();

        internal Tensor Accumulate(Tensor gradient, double momentum, double dampening)
        {
            if (momentum_buffer is null)
                Replace(ref momentum_buffer, gradient.clone());
            else
                momentum_buffer.mul_(momentum).add_(gradient, alpha: 1 - dampening);
            return momentum_buffer;
        }
    }
}

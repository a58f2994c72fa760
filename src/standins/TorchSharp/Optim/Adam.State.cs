using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class Adam
{
    /// <summary>The number of updates and the moments, shaped as the parameter.</summary>
    public sealed class State : OptimizerState, IDisposable
    {
        public long step;
        public Tensor exp_avg;
        public Tensor exp_avg_sq;

        /// <summary>The largest second moment so far; null but for AMSGrad.</summary>
        public Tensor max_exp_avg_sq;

        public State(Parameter parameter) : base(parameter)
        {
        }

        public override void Initialize(OptimizerOptions options)
        {
            step = 0;
            Replace(ref exp_avg, zeros_like(_parameter));
            Replace(ref exp_avg_sq, zeros_like(_parameter));
            Replace(ref max_exp_avg_sq, ((Options)options).amsgrad.Value ? zeros_like(_parameter) : null);
        }

        public override void to(Device device)
        {
            Replace(ref exp_avg, exp_avg.to(device));
            Replace(ref exp_avg_sq, exp_avg_sq.to(device));
            Replace(ref max_exp_avg_sq, max_exp_avg_sq?.to(device));
        }

        public override void SaveStateDict(BinaryWriter writer)
        {
            writer.Write(step);
            exp_avg.Save(writer);
            exp_avg_sq.Save(writer);
            SaveConditionalStateTensor(writer, max_exp_avg_sq);
        }

        public override void LoadStateDict(BinaryReader reader)
        {
            step = reader.ReadInt64();
            exp_avg.Load(reader);
            exp_avg_sq.Load(reader);
            LoadConditionalStateTensor(reader, ref max_exp_avg_sq, _parameter.device);
        }

        public override void LoadStateDict(OptimizerState source)
        {
            var from = (State)source;
            step = from.step;
            Replace(ref exp_avg, from.exp_avg.to(_parameter.device, copy: true));
            Replace(ref exp_avg_sq, from.exp_avg_sq.to(_parameter.device, copy: true));
            Replace(ref max_exp_avg_sq, from.max_exp_avg_sq?.to(_parameter.device, copy: true));
        }

        public override bool ApproximatelyEquals(OptimizerState other) =>
            other is State state
            && step == state.step
            && exp_avg.allclose(state.exp_avg)
            && exp_avg_sq.allclose(state.exp_avg_sq)
            && (max_exp_avg_sq is null || max_exp_avg_sq.allclose(state.max_exp_avg_sq));

        public void Dispose()
        {
            exp_avg.Dispose();
            exp_avg_sq.Dispose();
            max_exp_avg_sq?.Dispose();
        }

        /// <summary>One update, unless the parameter has no gradient.</summary>
        internal void Step(AdamStep by)
        {
            by.Step = step + 1;
            if (AdamStep.Apply(_parameter, exp_avg, exp_avg_sq, max_exp_avg_sq, by))
                step++;
        }
    }
}

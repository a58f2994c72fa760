namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>
                /// Loshchilov and Hutter, SGDR, 2017, equation 5, without restarts: from the initial rate to eta_min over T_max epochs,
                /// in the recursive form that takes up rates set by others.
                /// </summary>
                public class CosineAnnealingLR : LRScheduler
                {
                    private readonly double _period;
                    private readonly double _least;

                    public CosineAnnealingLR(
                        Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        (_period, _least) = (T_max, eta_min);
                        step();
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        if (Epoch == 0)
                            return Current;
                        // At a minimum the ratio below would be 0/0 in the epoch that follows it.
                        if ((Epoch - 1 - _period) % (2 * _period) == 0)
                            return Current.Zip(BaseRates, (rate, start) => rate + (start - _least) * (1 - Math.Cos(Math.PI / _period)) / 2);
                        var ratio = Height(Epoch) / Height(Epoch - 1);
                        return Current.Select(rate => ratio * (rate - _least) + _least);
                    }

                    protected override IEnumerable<double> get_closed_form_lr() =>
                        BaseRates.Select(rate => _least + (rate - _least) * Height(Epoch) / 2);

                    private double Height(int epoch) => 1 + Math.Cos(Math.PI * epoch / _period);
                }
            }
        }
    }
}

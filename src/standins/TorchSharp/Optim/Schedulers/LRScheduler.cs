namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Learning rates as a function of the epoch. A schedule steps once when it is made, which sets epoch 0.</summary>
        public static partial class lr_scheduler
        {
            public abstract class LRScheduler
            {
                private readonly bool _verbose;
                private readonly double[] _lastRates;

                private protected LRScheduler(Optimizer optimizer, int last_epoch, bool verbose)
                {
                    ArgumentNullException.ThrowIfNull(optimizer);
                    Groups = [.. optimizer.ParamGroups];
                    BaseRates = [.. Groups.Select(group => group.InitialLearningRate)];
                    _lastRates = [.. Groups.Select(group => group.LearningRate)];
                    Epoch = last_epoch;
                    _verbose = verbose;
                }

                private protected ILearningRateController[] Groups { get; }

                private protected double[] BaseRates { get; }

                private protected int Epoch { get; private set; }

                public virtual void step() => step(null);

                /// <summary>
                /// Sets the rates of the next epoch, from those of the last; or, given an epoch, of that one, in closed form.
                /// </summary>
                public virtual void step(int? epoch)
                {
                    Epoch = epoch ?? Epoch + 1;
                    var rates = (epoch is null ? get_lr() : get_closed_form_lr()).ToArray();
                    for (var i = 0; i < Groups.Length; i++)
                    {
                        if (_verbose && _lastRates[i] != rates[i])
                            Console.WriteLine($"Adjusting learning rate to {rates[i]}");
                        Groups[i].LearningRate = _lastRates[i] = rates[i];
                    }
                }

                /// <summary>The metric is for schedules that follow it; these do not.</summary>
                public virtual void step(double current, int? epoch = null) => step(epoch);

                public IEnumerable<double> get_last_lr() => _lastRates;

                protected abstract IEnumerable<double> get_lr();

                protected virtual IEnumerable<double> get_closed_form_lr() => get_lr();

                private protected IEnumerable<double> Current => Groups.Select(group => group.LearningRate);
            }
        }
    }
}

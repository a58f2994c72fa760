namespace Prometheus;

public sealed class Counter : Collector<Counter.Child>, ICounter
{
    internal Counter(string name, string help, string[] labelNames, LabelSet staticLabels, CounterConfiguration configuration)
        : base(name, help, labelNames, staticLabels, configuration)
    {
    }

    public double Value => Unlabelled.Value;

    private protected override string Type => "counter";

    public void Inc(double increment = 1.0) => Unlabelled.Inc(increment);

    public void IncTo(double targetValue) => Unlabelled.IncTo(targetValue);

    public void Publish() => Unlabelled.Publish();

    public void Unpublish() => Unlabelled.Unpublish();

    private protected override Child NewChild(LabelSet instanceLabels, bool publish) => new(this, instanceLabels, publish);

    public sealed class Child : ChildBase, ICounter
    {
        private AtomicDouble _value;

        internal Child(Counter parent, LabelSet instanceLabels, bool publish)
            : base(parent, instanceLabels, publish)
        {
        }

        public double Value => _value.Value;

        public void Inc(double increment = 1.0)
        {
            if (increment < 0)
            {
                throw new ArgumentOutOfRangeException(nameof(increment), "Counter value cannot decrease.");
            }

            _value.Add(increment);
            Publish();
        }

        public void IncTo(double targetValue)
        {
            _value.RaiseTo(targetValue);
            Publish();
        }

        internal override void WriteSamples(TextExposition exposition) => exposition.WriteSample(Name, Labels, Value);
    }
}

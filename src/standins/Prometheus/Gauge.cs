namespace Prometheus;

public sealed class Gauge : Collector<Gauge.Child>, IGauge
{
    internal Gauge(string name, string help, string[] labelNames, LabelSet staticLabels, GaugeConfiguration configuration)
        : base(name, help, labelNames, staticLabels, configuration)
    {
    }

    public double Value => Unlabelled.Value;

    private protected override string Type => "gauge";

    public void Inc(double increment = 1) => Unlabelled.Inc(increment);

    public void Set(double val) => Unlabelled.Set(val);

    public void Dec(double decrement = 1) => Unlabelled.Dec(decrement);

    public void IncTo(double targetValue) => Unlabelled.IncTo(targetValue);

    public void DecTo(double targetValue) => Unlabelled.DecTo(targetValue);

    public void Publish() => Unlabelled.Publish();

    public void Unpublish() => Unlabelled.Unpublish();

    private protected override Child NewChild(LabelSet instanceLabels, bool publish) => new(this, instanceLabels, publish);

    public sealed class Child : ChildBase, IGauge
    {
        private AtomicDouble _value;

        internal Child(Gauge parent, LabelSet instanceLabels, bool publish)
            : base(parent, instanceLabels, publish)
        {
        }

        public double Value => _value.Value;

        public void Inc(double increment = 1)
        {
            _value.Add(increment);
            Publish();
        }

        public void Set(double val)
        {
            _value.Value = val;
            Publish();
        }

        public void Dec(double decrement = 1) => Inc(-decrement);

        public void IncTo(double targetValue)
        {
            _value.RaiseTo(targetValue);
            Publish();
        }

        public void DecTo(double targetValue)
        {
            _value.LowerTo(targetValue);
            Publish();
        }

        internal override void WriteSamples(TextExposition exposition) => exposition.WriteSample(Name, Labels, Value);
    }
}

namespace Prometheus;

public sealed partial class Histogram : Collector<Histogram.Child>, IHistogram
{
    private static readonly double[] DefaultBuckets = [.005, .01, .025, .05, .075, .1, .25, .5, .75, 1, 2.5, 5, 7.5, 10];

    private readonly double[] _upperBounds;

    internal Histogram(string name, string help, string[] labelNames, LabelSet staticLabels, HistogramConfiguration configuration)
        : base(name, help, labelNames, staticLabels, configuration)
    {
        if (labelNames.Contains("le"))
        {
            throw new ArgumentException("'le' is a reserved label name");
        }

        var bounds = configuration.Buckets ?? DefaultBuckets;
        if (bounds.Length == 0)
        {
            throw new ArgumentException("Histogram must have at least one bucket");
        }

        _upperBounds = double.IsPositiveInfinity(bounds[^1]) ? bounds : [.. bounds, double.PositiveInfinity];
        if (_upperBounds.Zip(_upperBounds.Skip(1)).Any(pair => pair.Second <= pair.First))
        {
            throw new ArgumentException("Bucket values must be increasing");
        }
    }

    public double Sum => Unlabelled.Sum;

    public long Count => Unlabelled.Count;

    private protected override string Type => "histogram";

    public void Observe(double val) => Unlabelled.Observe(val, 1);

    public void Observe(double val, long count) => Unlabelled.Observe(val, count);

    public void Publish() => Unlabelled.Publish();

    public void Unpublish() => Unlabelled.Unpublish();

    private protected override Child NewChild(LabelSet instanceLabels, bool publish) => new(this, instanceLabels, publish);

    public sealed class Child : ChildBase, IHistogram
    {
        private readonly double[] _upperBounds;
        private readonly long[] _counts;
        private AtomicDouble _sum;

        internal Child(Histogram parent, LabelSet instanceLabels, bool publish)
            : base(parent, instanceLabels, publish)
        {
            _upperBounds = parent._upperBounds;
            _counts = new long[_upperBounds.Length];
        }

        public double Sum => _sum.Value;

        public long Count
        {
            get
            {
                var total = 0L;
                for (var i = 0; i < _counts.Length; i++)
                {
                    total += Interlocked.Read(ref _counts[i]);
                }

                return total;
            }
        }

        public void Observe(double val) => Observe(val, 1);

        /// <summary>Counts the value in the first bucket whose bound is not below it; NaN is ignored.</summary>
        public void Observe(double val, long count)
        {
            if (double.IsNaN(val))
            {
                return;
            }

            Interlocked.Add(ref _counts[Array.FindIndex(_upperBounds, bound => val <= bound)], count);
            _sum.Add(val * count);
            Publish();
        }

        internal override void WriteSamples(TextExposition exposition)
        {
            exposition.WriteSample(Name + "_sum", Labels, Sum);
            exposition.WriteSample(Name + "_count", Labels, Count);
            var separator = Labels.Length == 0 ? "" : ",";
            var cumulative = 0L;
            for (var i = 0; i < _counts.Length; i++)
            {
                cumulative += Interlocked.Read(ref _counts[i]);
                var bound = double.IsPositiveInfinity(_upperBounds[i]) ? "+Inf" : TextExposition.Format(_upperBounds[i]);
                exposition.WriteSample(Name + "_bucket", $"{Labels}{separator}le=\"{bound}\"", cumulative);
            }
        }
    }
}

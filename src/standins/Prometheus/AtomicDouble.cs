namespace Prometheus;

/// <summary>A double that several threads change without a lock.</summary>
internal struct AtomicDouble
{
    private double _value;

    public double Value
    {
        readonly get => Volatile.Read(in _value);
        set => Volatile.Write(ref _value, value);
    }

    public void Add(double increment) => Update(increment, static (value, increment) => value + increment);

    /// <summary>Raises the value to the target, unless it is there already.</summary>
    public void RaiseTo(double target) => Update(target, static (value, target) => value >= target ? value : target);

    /// <summary>Lowers the value to the target, unless it is there already.</summary>
    public void LowerTo(double target) => Update(target, static (value, target) => value <= target ? value : target);

    private void Update(double argument, Func<double, double, double> change)
    {
        double before;
        double found = Value;
        do
        {
            before = found;
            found = Interlocked.CompareExchange(ref _value, change(before, argument), before);
        }
        while (BitConverter.DoubleToInt64Bits(found) != BitConverter.DoubleToInt64Bits(before));
    }
}

namespace JsiGan.Runtime.Fleet;

/// <summary>
/// When a lost worker is replaced: immediately after a long life, with growing delays after short ones, and not after too many of those in
/// a row. Pure: the caller measures lifetimes.
/// </summary>
public sealed class RestartPolicy
{
    /// <summary>Short lives in a row after which a worker is not replaced.</summary>
    public const int MaxShortLives = 5;

    /// <summary>A life that is not counted as short.</summary>
    public static readonly TimeSpan LongLife = TimeSpan.FromSeconds(15);

    private int _short;

    /// <summary>The delay before the next start: 0, 1, 2, 4, 8 s for consecutive short lives; null for no replacement.</summary>
    public TimeSpan? After(TimeSpan life)
    {
        _short = life >= LongLife ? 0 : _short + 1;
        return _short > MaxShortLives ? null : _short <= 1 ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Pow(2, _short - 2));
    }
}

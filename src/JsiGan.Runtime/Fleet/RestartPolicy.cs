namespace JsiGan.Runtime.Fleet;

/// <summary>
/// When a lost worker's place is filled again: at once after a long life, later and later after short ones, and not any more after too many
/// of those in a row. Pure: the caller measures how long each process lived.
/// </summary>
public sealed class RestartPolicy
{
    /// <summary>Short lives in a row after which a place stays empty.</summary>
    public const int MaxShortLives = 5;

    /// <summary>A life that is not counted as short.</summary>
    public static readonly TimeSpan LongLife = TimeSpan.FromSeconds(15);

    private int _short;

    /// <summary>
    /// How long to wait before the next start: 0, 1, 2, 4, 8 s for one short life after the other; null to leave the place empty.
    /// </summary>
    public TimeSpan? After(TimeSpan life)
    {
        _short = life >= LongLife ? 0 : _short + 1;
        return _short > MaxShortLives ? null : _short <= 1 ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Pow(2, _short - 2));
    }
}

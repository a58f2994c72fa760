using System.Globalization;

namespace JsiGan.KnownAnswers;

/// <summary>Compares results with known answers and tracks the worst error relative to its tolerance.</summary>
public sealed class AnswerCheck
{
    /// <summary>The largest error as a share of its tolerance.</summary>
    public double Worst { get; private set; }

    /// <summary>The comparison of <see cref="Worst"/>; empty before the first one.</summary>
    public string WorstOf { get; private set; } = "";

    /// <summary>One comparison.</summary>
    /// <param name="error">The error found; not a number fails.</param>
    /// <param name="tolerance">The largest error allowed, in the same unit.</param>
    /// <param name="what">What was compared.</param>
    /// <exception cref="KnownAnswerException">The error is above the tolerance.</exception>
    public void Require(double error, double tolerance, string what)
    {
        if (!(error <= tolerance))
        {
            throw new KnownAnswerException(
                string.Create(CultureInfo.InvariantCulture, $"{what}: the error is {error:e2}; at most {tolerance:e2} is allowed."));
        }

        var share = tolerance > 0 ? error / tolerance : 0;
        if (share > Worst || WorstOf.Length == 0)
            (Worst, WorstOf) = (share, what);
    }

    /// <summary>Compares two numbers that must be equal.</summary>
    /// <exception cref="KnownAnswerException">They are not.</exception>
    public static void RequireEqual<T>(T expected, T actual, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
            throw new KnownAnswerException(string.Create(CultureInfo.InvariantCulture, $"{what} is {actual}, expected {expected}."));
    }
}

/// <summary>A result is not the known answer.</summary>
public sealed class KnownAnswerException(string message) : Exception(message);

using JsiGan.Search.Spaces;
using JsiGan.Search.Trials;

namespace JsiGan.Search.Searchers;

/// <summary>Finds an assignment that no trial has.</summary>
internal static class UntriedAssignments
{
    /// <summary>Points to try before a finite space is enumerated: so many repetitions mean that little is left.</summary>
    private const int Attempts = 1000;

    /// <summary>The first untried point of a sequence, then of the whole space if it is finite; null: there is none.</summary>
    public static Assignment? First(SearchSpace space, TrialHistory history, Func<int, double[]> sequence)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var assignment = space.AssignmentAt(sequence(attempt));
            if (!history.Has(assignment))
                return assignment;
        }

        return space.IsFinite ? space.Grid(int.MaxValue).FirstOrDefault(assignment => !history.Has(assignment)) : null;
    }
}

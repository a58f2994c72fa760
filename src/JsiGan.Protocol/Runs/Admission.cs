namespace JsiGan.Protocol.Runs;

/// <summary>Decides which workers may take part in a run.</summary>
internal static class Admission
{
    /// <summary>Why the worker is refused, naming both sides; null if it is admitted.</summary>
    public static string? Refusal(JoinRequest join, RunSettings settings, int members)
    {
        if (join.Version != settings.Version)
        {
            return $"worker {join.Worker} on {join.Host} runs version {join.Version}, the coordinator {settings.Version}: "
                + "install the same version on both";
        }
        if (join.Recipe != settings.Recipe)
        {
            return $"worker {join.Worker} on {join.Host} has a recipe with hash {join.Recipe}, the coordinator one with {settings.Recipe}: "
                + "start both from the same recipe file";
        }
        if (join.Run != settings.Run)
        {
            return $"worker {join.Worker} on {join.Host} trains the run '{join.Run}', the coordinator the run '{settings.Run}': "
                + "give both the same --run and --database";
        }
        if (members >= settings.Batch)
        {
            return $"the run has {members} workers and a global batch of {settings.Batch} samples, so worker {join.Worker} on {join.Host} "
                + "would have none: raise the recipe's batch or start fewer workers";
        }
        return null;
    }
}

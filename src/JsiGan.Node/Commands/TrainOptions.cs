namespace JsiGan.Node.Commands;

/// <summary>What the user asked of `jsigan train`.</summary>
public sealed record TrainOptions
{
    /// <summary>Path or name of a recipe; null is the quickstart.</summary>
    public string? Recipe { get; init; }

    /// <summary>Changes to the recipe, key=value with dots between levels, applied in order.</summary>
    public IReadOnlyList<string> Overrides { get; init; } = [];

    /// <summary>The run's folder; null is runs/NAME, numbered when taken.</summary>
    public string? Out { get; init; }

    /// <summary>Folder of a run to go on with; null starts a new one.</summary>
    public string? Resume { get; init; }

    /// <summary>cpu or cuda:N; null is every GPU that there is, or else the CPU.</summary>
    public string? Device { get; init; }

    /// <summary>Worker processes that share each batch; null is one a GPU, or two on a CPU.</summary>
    public int? Workers { get; init; }

    /// <summary>CPU threads of all workers together; null is the recipe's choice, or else all cores.</summary>
    public int? Threads { get; init; }

    /// <summary>File for the final rows; null is none.</summary>
    public string? Json { get; init; }

    /// <summary>Connection string, or none; null for the environment's choice, else the private database.</summary>
    public string? Database { get; init; }

    /// <summary>TCP port of /metrics; null is none.</summary>
    public int? MetricsPort { get; init; }

    /// <summary>Only the final table and errors.</summary>
    public bool Quiet { get; init; }

    /// <summary>The arguments as typed, for the command that goes on after an interrupt.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];
}

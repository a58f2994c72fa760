using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace JsiGan.Runtime.Runs;

/// <summary>Options of `jsigan train`.</summary>
public sealed record TrainOptions
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };

    /// <summary>Path or name of a recipe; null is the quickstart.</summary>
    public string? Recipe { get; init; }

    /// <summary>Changes to the recipe, key=value with dots between levels, applied in order.</summary>
    public IReadOnlyList<string> Overrides { get; init; } = [];

    /// <summary>The run's folder; null is runs/NAME, numbered when taken.</summary>
    public string? Out { get; init; }

    /// <summary>Folder of a run to continue; null starts a new one.</summary>
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
    [JsonIgnore]
    public string? Database { get; init; }

    /// <summary>TCP port of /metrics; null is none.</summary>
    public int? MetricsPort { get; init; }

    /// <summary>Serve no page of the run while it trains.</summary>
    public bool WithoutPage { get; init; }

    /// <summary>No baselines and no pictures at the end: the run is one of many.</summary>
    public bool WithoutComparison { get; init; }

    /// <summary>Only the final table and errors.</summary>
    public bool Quiet { get; init; }

    /// <summary>The options as JSON, without the database.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Format);

    /// <summary>The options that <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">The text is not such JSON.</exception>
    public static TrainOptions FromJson(string json) => JsonSerializer.Deserialize<TrainOptions>(json, Format)!;

    /// <summary>The command line that means the same. A database with a password is left out: the environment has to name it.</summary>
    public IReadOnlyList<string> ToArguments()
    {
        var arguments = new List<string> { "train" };
        if (Recipe is not null)
            arguments.Add(Recipe);

        foreach (var change in Overrides)
            arguments.AddRange(["--set", change]);

        Add("--out", Out);
        Add("--resume", Resume);
        Add("--workers", Workers?.ToString(CultureInfo.InvariantCulture));
        Add("--device", Device);
        Add("--threads", Threads?.ToString(CultureInfo.InvariantCulture));
        Add("--json", Json);
        Add("--metrics-port", MetricsPort?.ToString(CultureInfo.InvariantCulture));
        Add("--web", WithoutPage ? "off" : null);
        Add("--database", Database?.Contains("password", StringComparison.OrdinalIgnoreCase) == true ? null : Database);
        return Quiet ? [.. arguments, "--quiet"] : arguments;

        void Add(string option, string? value)
        {
            if (value is not null)
                arguments.AddRange([option, value]);
        }
    }
}

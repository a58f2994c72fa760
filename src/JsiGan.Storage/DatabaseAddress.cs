namespace JsiGan.Storage;

/// <summary>A validated connection string. Its text for messages never contains the password.</summary>
public sealed class DatabaseAddress
{
    private readonly NpgsqlConnectionStringBuilder _parts;

    private DatabaseAddress(NpgsqlConnectionStringBuilder parts) => _parts = parts;

    /// <summary>Alternative to --database.</summary>
    public const string Variable = "JSIGAN_DATABASE";

    /// <summary>For Npgsql; holds the password.</summary>
    internal string ConnectionString => _parts.ConnectionString;

    /// <summary>Reads a connection string.</summary>
    /// <exception cref="UsageException">It is invalid, or names no host.</exception>
    public static DatabaseAddress Parse(string text)
    {
        if (text.Contains("://", StringComparison.Ordinal))
            throw Fault("it is an address of the form postgres://...");

        try
        {
            var parts = new NpgsqlConnectionStringBuilder(text)
            {
                // Keeps rows, parameters (recipes) and the password out of logs.
                IncludeErrorDetail = false, PersistSecurityInfo = false, LogParameters = false,
            };
            parts.ApplicationName ??= "jsigan";
            return string.IsNullOrEmpty(parts.Host) ? throw Fault("it names no Host") : new DatabaseAddress(parts);
        }
        catch (Exception odd) when (odd is ArgumentException or FormatException or InvalidCastException)
        {
            // Npgsql's message may quote a value, which may be a password.
            throw Fault("it holds a key that is unknown or a value that does not fit its key");
        }
    }

    /// <summary>Folder of its Unix socket; null for TCP.</summary>
    public string? Socket => _parts.Host!.StartsWith('/') ? _parts.Host : null;

    /// <summary>The command that opens the database in psql, which asks for the password.</summary>
    public string PsqlCommand => $"psql -h {_parts.Host} -p {_parts.Port}"
        + (_parts.Username is { } user ? $" -U {user}" : "") + (_parts.Database is { } name ? $" {name}" : "");

    /// <summary>Database, role and host.</summary>
    public override string ToString() =>
        $"{_parts.Database ?? _parts.Username ?? "(default)"} of {_parts.Username ?? Environment.UserName} at {_parts.Host}"
        + (_parts.Host!.StartsWith('/') ? "" : $":{_parts.Port}");

    private static UsageException Fault(string found) =>
        new($"The database's connection string cannot be used: {found}; expected \"Host=...;Username=...;Password=...;Database=...\" (see "
            + $"npgsql.org's connection string parameters) in --database or {Variable}.");
}

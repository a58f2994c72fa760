using System.Net.Sockets;

namespace JsiGan.Storage;

/// <summary>Translates exceptions of PostgreSQL and Npgsql into messages for the user.</summary>
internal static class DatabaseFaults
{
    /// <summary>Whether the server is unavailable, stopping or starting: the call may succeed later.</summary>
    public static bool IsAway(Exception fault) => fault switch
    {
        // Class 08: connection; 57P01 to 57P03: shut down, crashed, not up yet; 53: out of disk, memory or connections.
        PostgresException refused => refused.SqlState is "57P01" or "57P02" or "57P03"
            || refused.SqlState.StartsWith("08", StringComparison.Ordinal) || refused.SqlState.StartsWith("53", StringComparison.Ordinal),
        NpgsqlException => true,
        IOException or SocketException or TimeoutException => true,
        _ => false,
    };

    /// <summary>Whether a transaction only conflicted with another and will succeed on retry.</summary>
    public static bool IsCollision(Exception fault) => fault is PostgresException
    {
        SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure,
    };

    /// <summary>The translated exception, or the exception itself if it is a bug.</summary>
    /// <param name="what">The operation, such as "Saving the checkpoint of step 12".</param>
    /// <param name="database">Name of the database without secrets.</param>
    public static Exception Describe(Exception fault, string what, string database) => fault switch
    {
        PostgresException refused => Describe(refused, what, database),
        NpgsqlException or SocketException or TimeoutException => new FailureException(
            $"{what} failed: the database {database} does not answer ({Cause(fault)}); start it, or correct its address.", fault),
        _ => fault,
    };

    private static Exception Describe(PostgresException fault, string what, string database) => fault.SqlState switch
    {
        "28P01" or "28000" => new UsageException(
            $"The database {database} refuses the login ({Plain(fault)}); correct Username and Password of the connection string.", fault),
        "3D000" => new UsageException(
            $"The database {database} does not exist; create it (createdb), or correct Database in the connection string.", fault),
        "42501" => new UsageException(
            $"{what} failed: the role lacks a privilege in the database {database} ({Plain(fault)}); grant it (by the role jsigan_writer), "
                + "or name another Username.", fault),
        "53100" => new FailureException(
            $"{what} failed: the disk of the database {database} is full ({Plain(fault)}); free space there. Stored data is safe.", fault),
        _ when IsAway(fault) => new FailureException(
            $"{what} failed: the database {database} is not available ({Plain(fault)}); try again when it is.", fault),
        _ => new FailureException($"{what} failed: the database {database} reports {fault.SqlState}, {Plain(fault)}.", fault),
    };

    private static string Plain(PostgresException fault) => fault.MessageText.TrimEnd('.');

    private static string Cause(Exception fault) => (fault.InnerException ?? fault).Message.TrimEnd('.');
}

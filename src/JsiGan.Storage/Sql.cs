namespace JsiGan.Storage;

/// <summary>Shorthands for commands with positional parameters, their rows and single values.</summary>
internal static class Sql
{
    public static NpgsqlCommand Command(this NpgsqlConnection connection, string sql, params ReadOnlySpan<object?> parameters)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
            command.Parameters.Add(new() { Value = parameter ?? DBNull.Value });

        return command;
    }

    /// <summary>Runs a command; returns the number of changed rows.</summary>
    public static async Task<int> RunAsync(this NpgsqlCommand command, CancellationToken token = default)
    {
        await using (command)
            return await command.ExecuteNonQueryAsync(token);
    }

    /// <summary>The first value of the first row; null if there is none.</summary>
    public static async Task<object?> ValueAsync(this NpgsqlCommand command, CancellationToken token = default)
    {
        await using (command)
            return await command.ExecuteScalarAsync(token) is var value && value is DBNull ? null : value;
    }

    /// <summary>All rows.</summary>
    public static async Task<List<T>> RowsAsync<T>(this NpgsqlCommand command, Func<NpgsqlDataReader, T> row,
        CancellationToken token = default)
    {
        await using (command)
        {
            await using var reader = await command.ExecuteReaderAsync(token);
            var rows = new List<T>();
            while (await reader.ReadAsync(token))
                rows.Add(row(reader));

            return rows;
        }
    }
}

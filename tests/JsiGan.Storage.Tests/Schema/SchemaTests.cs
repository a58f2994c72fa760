using JsiGan.Testing.Servers;

namespace JsiGan.Storage.Tests.Schema;

public sealed class SchemaTests
{
    [Fact]
    public async Task Every_table_and_view_and_every_column_of_them_has_a_comment()
    {
        var (test, database) = await TestDatabase.OpenAsync();
        await using var _ = test;
        await using var __ = database;
        // A partition repeats its table.
        const string relations = "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            + "WHERE n.nspname = 'jsigan' AND c.relkind IN ('r', 'p', 'v') AND NOT c.relispartition";
        Assert.Equal(20, await test.ScalarAsync<long>($"SELECT count(*) {relations}"));
        Assert.Empty(await test.ListAsync<string>($"SELECT c.relname::text {relations} AND obj_description(c.oid) IS NULL"));
        Assert.Empty(await test.ListAsync<string>(
            $"SELECT c.relname || '.' || a.attname {relations.Replace("WHERE", "JOIN pg_attribute a ON a.attrelid = c.oid WHERE")} "
            + "AND a.attnum > 0 AND NOT a.attisdropped AND col_description(c.oid, a.attnum) IS NULL"));
    }

    [Fact]
    public async Task The_reader_sees_metrics_and_can_change_nothing()
    {
        var (test, database) = await TestDatabase.OpenAsync();
        await using var _ = test;
        await using var __ = database;
        Assert.Equal(0, await test.ScalarAsync<long>("SET ROLE jsigan_reader; SELECT count(*) FROM jsigan.step_metrics"));
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(
            () => test.ExecuteAsync("SET ROLE jsigan_reader; DELETE FROM jsigan.runs"));
        Assert.Equal("42501", refused.SqlState);
    }

    [Fact]
    public async Task The_writer_can_open_a_database_that_is_up_to_date()
    {
        var (test, database) = await TestDatabase.OpenAsync();
        await using var _ = test;
        await database.DisposeAsync();
        var asWriter = DatabaseAddress.Parse(test.ConnectionString + ";Options=-c role=jsigan_writer");
        await using var opened = await Database.OpenAsync(asWriter, TimeProvider.System);
    }

    [Fact]
    public async Task Several_programs_can_migrate_an_empty_database_concurrently()
    {
        await using var test = await TestDatabase.CreateAsync();
        var opened = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Database.OpenAsync(test.Address, TimeProvider.System)));
        foreach (var database in opened)
            await database.DisposeAsync();

        var count = JsiGan.Storage.Migrations.Migration.All.Count;
        Assert.Equal(Enumerable.Range(1, count), await test.ListAsync<int>("SELECT number FROM jsigan.migrations ORDER BY number"));
    }
}

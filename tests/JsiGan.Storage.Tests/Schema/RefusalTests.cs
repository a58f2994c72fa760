using JsiGan.Testing.Servers;

namespace JsiGan.Storage.Tests.Schema;

public sealed class RefusalTests
{
    [Fact]
    public async Task A_database_newer_than_the_program_is_refused_with_both_versions_and_left_alone()
    {
        var (test, database) = await TestDatabase.OpenAsync();
        await using var _ = test;
        await database.DisposeAsync();
        await test.ExecuteAsync("INSERT INTO jsigan.migrations (number, name, sha256) VALUES (9, 'future', '\\x00')");
        var fault = await Assert.ThrowsAsync<FailureException>(() => Database.OpenAsync(test.Address, TimeProvider.System));
        Assert.Contains($"the database {test.Address} is newer than this program: its schema has version 9", fault.Message,
            StringComparison.OrdinalIgnoreCase);
        Assert.Contains("up to 8", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_migration_that_was_changed_afterwards_is_refused_by_name()
    {
        var (test, database) = await TestDatabase.OpenAsync();
        await using var _ = test;
        await database.DisposeAsync();
        await test.ExecuteAsync("UPDATE jsigan.migrations SET sha256 = '\\x000000000000' WHERE number = 2");
        var fault = await Assert.ThrowsAsync<FailureException>(() => Database.OpenAsync(test.Address, TimeProvider.System));
        Assert.Contains("migration 2 is metrics with SHA-256 000000000000", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_another_application_is_refused_and_left_alone()
    {
        await using var test = await TestDatabase.CreateAsync();
        await test.ExecuteAsync("CREATE TABLE public.invoices (id int)");
        var fault = await Assert.ThrowsAsync<UsageException>(() => Database.OpenAsync(test.Address, TimeProvider.System));
        Assert.Contains("belongs to another application: it holds 1 tables (public.invoices)", fault.Message, StringComparison.Ordinal);
        Assert.True(await test.ScalarAsync<bool>("SELECT to_regnamespace('jsigan') IS NULL"));
    }

    [Fact]
    public async Task A_database_that_does_not_exist_is_refused_by_name()
    {
        await using var test = await TestDatabase.CreateAsync();
        var address = DatabaseAddress.Parse(test.ConnectionString.Replace(test.Name, "nowhere", StringComparison.Ordinal));
        var fault = await Assert.ThrowsAsync<UsageException>(() => Database.OpenAsync(address, TimeProvider.System));
        Assert.Contains("nowhere", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_login_is_reported_without_the_password()
    {
        await using var test = await TestDatabase.CreateAsync();
        var address = DatabaseAddress.Parse(test.ConnectionString.Replace("Username=jsigan", "Username=mallory;Password=hunter2",
            StringComparison.Ordinal));
        var fault = await Assert.ThrowsAsync<UsageException>(() => Database.OpenAsync(address, TimeProvider.System));
        Assert.Contains("refuses the login", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_without_privileges_gets_the_missing_one_named()
    {
        await using var test = await TestDatabase.CreateAsync();
        var address = DatabaseAddress.Parse(test.ConnectionString + ";Options=-c role=pg_monitor");
        var fault = await Assert.ThrowsAsync<UsageException>(() => Database.OpenAsync(address, TimeProvider.System));
        Assert.Contains("permission denied for database", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_server_is_named()
    {
        var address = DatabaseAddress.Parse("Host=/tmp/no-such-folder;Username=me;Database=mine;Password=hunter2");
        var fault = await Assert.ThrowsAsync<FailureException>(() => Database.OpenAsync(address, TimeProvider.System));
        Assert.Contains("mine of me at /tmp/no-such-folder does not answer", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres://me:hunter2@host/db", "postgres://")]
    [InlineData("Password=hunter2", "no Host")]
    [InlineData("Host=x;Passwort=hunter2", "unknown")]
    [InlineData("Host=x;Port=hunter2", "does not fit")]
    public void An_invalid_connection_string_is_refused_without_repeating_it(string text, string word)
    {
        var fault = Assert.Throws<UsageException>(() => DatabaseAddress.Parse(text));
        Assert.Contains(word, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", fault.ToString(), StringComparison.Ordinal);
    }
}

using JsiGan.Runtime.Database;
using JsiGan.Runtime.Observers;
using JsiGan.Storage;

namespace JsiGan.Cli.Commands;

/// <summary>`jsigan db`: address, psql command and content of the database.</summary>
public static class DbCommand
{
    public static Command Create(TimeProvider time)
    {
        var database = Options.Database();
        var command = new Command("db", "Show the database's address, psql command and content.") { database };
        command.SetAction(async (parsed, _) =>
        {
            await using var session = await DatabaseSession.OpenAsync(parsed.GetValue(database), time);
            var contents = await DatabaseContents.ReadAsync(session.Database);
            Console.WriteLine($"database     {session.Database}");
            Console.WriteLine($"server       {contents.Server}" + (session.Server is { } own
                ? $", private: {own.Folder.Data}, stops with the last jsigan" : ""));
            Console.WriteLine($"psql         {session.PsqlCommand}");
            Console.WriteLine($"holds        {contents.Runs} runs, {contents.Checkpoints} checkpoints in {contents.Chunks} chunks, "
                + $"{Humanize.Bytes(contents.Bytes)} in all");
            Console.WriteLine("roles        jsigan_writer, jsigan_reader; for Grafana: CREATE USER grafana PASSWORD '...' IN ROLE "
                + "jsigan_reader");
            return 0;
        });
        return command;
    }
}

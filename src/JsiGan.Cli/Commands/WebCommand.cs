using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using JsiGan.Cli.Hosting;
using JsiGan.Runtime.Database;
using JsiGan.Runtime.Hosting;
using JsiGan.Storage;
using JsiGan.Web.Pages;

namespace JsiGan.Cli.Commands;

/// <summary>`jsigan web`: serves the page of everything in the database.</summary>
public static class WebCommand
{
    private const string TokenVariable = "JSIGAN_WEB_TOKEN";

    public static Command Create(TimeProvider time)
    {
        var port = Options.Optional("--port", 1, 65535, $"Port; the next free one if it is taken. Default: {PageOptions.StandardPort}.");
        var listen = Options.Text("--listen", "ADDRESS", $"Address to listen on. Default: 127.0.0.1; any other needs --certificate and a "
            + $"token in {TokenVariable}.");
        var certificate = Options.Text("--certificate", "FILE", "PEM file of the server's certificate, and of its private key if --key is "
            + "not given.");
        var key = Options.Text("--key", "FILE", "PEM file of the private key.");
        var database = Options.Database();
        var command = new Command("web", "Serve a page of all runs in the database, live or not, until Ctrl-C.")
        {
            port, listen, certificate, key, database,
        };
        command.SetAction(async (parsed, _) =>
        {
            using var interrupt = new Interrupt();
            using var loaded = Load(parsed.GetValue(certificate), parsed.GetValue(key));
            var asked = parsed.GetValue(port) ?? PageOptions.StandardPort;
            var options = RunPage.Options with
            {
                Address = Parse(parsed.GetValue(listen)),
                Port = asked,
                Certificate = loaded,
                Token = Environment.GetEnvironmentVariable(TokenVariable) is { Length: > 0 } token ? token : null,
            };
            await using var session = await DatabaseSession.OpenAsync(parsed.GetValue(database), time);
            await using var page = await PageServer.StartAsync(DatabaseAddress.Parse(session.ConnectionString), options, time);
            if (page.Port != asked)
                Console.WriteLine($"port {asked} is taken, {page.Port} is used instead");

            Console.WriteLine($"serving {session.Database} at {page.Url}; Ctrl-C stops");
            await Task.Delay(Timeout.Infinite, interrupt.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return ExitCodes.Success;
        });
        return command;
    }

    private static IPAddress Parse(string? listen) => listen is null
        ? IPAddress.Loopback
        : IPAddress.TryParse(listen, out var address)
            ? address
            : throw new UsageException($"--listen {listen} is not an address such as 0.0.0.0 or 192.168.1.10.");

    private static X509Certificate2? Load(string? certificate, string? key)
    {
        if (certificate is null)
            return null;

        try
        {
            return X509Certificate2.CreateFromPemFile(certificate, key);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new UsageException(
                $"--certificate {certificate} cannot be used ({fault.Message.TrimEnd('.')}); name PEM files of a certificate and of its "
                + "private key.", fault);
        }
    }
}

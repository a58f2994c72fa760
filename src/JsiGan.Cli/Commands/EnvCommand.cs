using JsiGan.Cli.Hosting;
using JsiGan.Runtime.Inspection;

namespace JsiGan.Cli.Commands;

/// <summary>`jsigan env`: versions and places of everything that a run depends on.</summary>
public static class EnvCommand
{
    public static Command Create()
    {
        var command = new Command("env", "Print versions, devices, and where each part was found.");
        command.SetAction(_ =>
        {
            var components = EnvironmentReport.Read();
            var name = components.Max(part => part.Name.Length);
            var version = components.Max(part => part.Version.Length);
            foreach (var part in components)
                Console.WriteLine($"{part.Name.PadRight(name)}  {part.Version.PadRight(version)}  {part.Source}".TrimEnd());

            return ExitCodes.Success;
        });
        return command;
    }
}

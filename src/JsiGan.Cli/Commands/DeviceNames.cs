using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace JsiGan.Cli.Commands;

/// <summary>How a device is named on the command line.</summary>
internal static partial class DeviceNames
{
    /// <summary>Refuses what is neither cpu nor cuda:N.</summary>
    public static void Check(OptionResult result, string option)
    {
        if (result.GetValueOrDefault<string?>() is { } name && !Known().IsMatch(name))
            result.AddError($"{option} {name} is not a device; it must be cpu or cuda:N, N being the number of a GPU from 0");
    }

    [GeneratedRegex(@"^(cpu|cuda:\d{1,3})$")]
    private static partial Regex Known();
}

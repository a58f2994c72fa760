using System.Globalization;

namespace JsiGan.Benchmarks.Measuring;

/// <summary>The most memory that this process ever had resident, as the kernel counted it.</summary>
public static class PeakMemory
{
    private const string Field = "VmHWM:";

    /// <summary>VmHWM of /proc/self/status, in bytes.</summary>
    public static double Bytes()
    {
        var line = File.ReadLines("/proc/self/status").First(text => text.StartsWith(Field, StringComparison.Ordinal));
        var kibibytes = line[Field.Length..].Replace("kB", "", StringComparison.Ordinal).Trim();
        return long.Parse(kibibytes, CultureInfo.InvariantCulture) * 1024.0;
    }
}

using System.Globalization;

namespace JsiGan.Benchmarks.Measuring;

/// <summary>Peak resident memory of this process.</summary>
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

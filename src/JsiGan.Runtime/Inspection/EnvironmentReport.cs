using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using JsiGan.Collectives;
using JsiGan.Collectives.Nccl;
using JsiGan.Core.Processes;
using JsiGan.Storage.Embedded;

namespace JsiGan.Runtime.Inspection;

/// <summary>For bug reports: versions and places of everything that a run depends on, and the devices.</summary>
public static partial class EnvironmentReport
{
    public static IReadOnlyList<Component> Read() =>
    [
        new("jsigan", TensorLibrary.PackageVersion(typeof(EnvironmentReport).Assembly), AppContext.BaseDirectory),
        new(".NET", Environment.Version.ToString(), RuntimeEnvironment.GetRuntimeDirectory()),
        .. TensorLibrary.Components(),
        Nccl(),
        Gloo(),
        Ffmpeg(),
        PostgreSql(),
        Cpu(),
        .. Gpus(),
    ];

    private static Component Nccl()
    {
        var options = new CollectiveOptions();
        try
        {
            return new("NCCL", NcclProbe.Version(options), LoadedLibrary.Find("libnccl") ?? "");
        }
        catch (CollectiveException)
        {
            return Component.Missing("NCCL", $"the dynamic linker finds no usable {options.NcclLibrary}");
        }
    }

    private static Component Gloo()
    {
        if (!NativeLibrary.TryLoad("jsigan_collectives", typeof(ICollective).Assembly, null, out _))
            return Component.Missing("Gloo", "libjsigan_collectives.so did not load");

        if (LoadedLibrary.Find("libgloo") is not { } library)
            return new("Gloo", "built in", LoadedLibrary.Find("libjsigan_collectives") ?? "");

        // Only Gloo's package states a version.
        var owner = InstalledProgram.Output("dpkg-query", "--search", Path.GetFileName(library))?.Split(':')[0];
        var version = owner is null ? null : InstalledProgram.Output("dpkg-query", "--show", "--showformat", "${Version}", owner);
        return new("Gloo", version ?? "unknown", library);
    }

    private static Component Ffmpeg() =>
        InstalledProgram.Find("ffmpeg") is { } program && InstalledProgram.Output(program, "-version") is { } text
            ? new("ffmpeg", FfmpegVersion().Match(text).Groups[1].Value, program)
            : Component.Missing("ffmpeg", "install Debian's package ffmpeg");

    private static Component PostgreSql()
    {
        try
        {
            var found = ServerPrograms.Find();
            var version = InstalledProgram.Output(Path.Combine(found.Folder, "postgres"), "--version") ?? "";
            return new("PostgreSQL", PostgreSqlVersion().Match(version).Groups[1].Value, found.Folder);
        }
        catch (FailureException absent)
        {
            return Component.Missing("PostgreSQL", absent.Message);
        }
    }

    private static Component Cpu()
    {
        var lines = File.ReadLines("/proc/cpuinfo").ToList();
        var flags = Value("flags").Split(' ');
        var widest = new[] { "avx512f", "avx2", "avx" }.FirstOrDefault(flags.Contains) ?? "no AVX";
        var cores = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} cores");
        return new("cpu", cores, $"{Value("model name")} ({widest})");

        string Value(string key) =>
            lines.FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? "unknown";
    }

    private static IEnumerable<Component> Gpus()
    {
        var text = InstalledProgram.Output("nvidia-smi", "--query-gpu=index,name,memory.total,driver_version", "--format=csv,noheader");
        if (text is null)
            return [Component.Missing("GPU", "nvidia-smi finds no NVIDIA driver")];

        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(", "))
            .Where(columns => columns.Length == 4)
            .Select(columns => new Component($"cuda:{columns[0]}", $"driver {columns[3]}", $"{columns[1]}, {columns[2]}"));
    }

    [GeneratedRegex(@"^ffmpeg version (\S+)")]
    private static partial Regex FfmpegVersion();

    [GeneratedRegex(@"\(PostgreSQL\) (\S+)")]
    private static partial Regex PostgreSqlVersion();
}

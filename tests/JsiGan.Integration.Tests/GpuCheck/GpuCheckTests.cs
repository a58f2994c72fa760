using System.Diagnostics;
using System.Text.Json;
using Xunit.Abstractions;

namespace JsiGan.Integration.Tests.GpuCheck;

/// <summary>`jsigan bench gpu-check` on a machine without a GPU, and on one whose libtorch cannot be used.</summary>
[Collection("processes")]
public sealed class GpuCheckTests(ITestOutputHelper output) : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(12);
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_CPU_passes_every_part_that_needs_no_GPU_and_skips_the_others_with_a_reason()
    {
        var (code, entries) = Run(["--device", "cpu", "--quick", "--limit", "600"]);
        Assert.Equal(0, code);
        Assert.All(entries, entry => Assert.NotEmpty(entry.GetProperty("detail").GetString()!));
        var status = entries.ToDictionary(Name, entry => entry.GetProperty("status").GetString());
        string[] passed =
        [
            "load.libtorch", "load.symbols", "load.device", "answers.guided-filter.float32", "answers.jsinet-x2-full.float64",
            "answers.discriminator-64.float64", "answers.pretrain-step-x2.float64", "collectives.two-ranks", "train.command",
            "train.two-workers", "memory.alone", "step.stage1.b8.float32", "memory.stage2.b8.float32",
        ];
        string[] skipped =
            ["collectives.one-rank", "train.one-worker", "memory.worker", "step.stage2.b8.tf32", "step.stage2.b32.bfloat16"];
        Assert.All(passed, name => Assert.Equal("ok", status[name]));
        Assert.All(skipped, name => Assert.Equal("skipped", status[name]));

        var measured = entries.Single(entry => Name(entry) == "step.stage1.b8.float32");
        Assert.True(measured.GetProperty("value").GetDouble() > 0);
        Assert.Equal("patches/s", measured.GetProperty("unit").GetString());
        Assert.True(measured.GetProperty("higher_is_better").GetBoolean());
        Assert.True(measured.TryGetProperty("reference", out _) && measured.TryGetProperty("ratio", out _));
    }

    [Fact]
    public void A_libtorch_that_does_not_load_fails_each_part_and_still_makes_a_report()
    {
        var (code, entries) = Run(["--only", "load"], libTorch: _folder.Path);
        Assert.Equal(1, code);
        var entry = Assert.Single(entries);
        Assert.Equal(("load", "failed"), (Name(entry), entry.GetProperty("status").GetString()));
        Assert.Contains("holds no libtorch.so", entry.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_that_no_time_is_left_for_are_skipped()
    {
        var (_, entries) = Run(["--device", "cpu", "--limit", "1"]);
        Assert.Equal(("skipped", "no time was left"),
            (entries[^1].GetProperty("status").GetString(), entries[^1].GetProperty("detail").GetString()));
    }

    private static string Name(JsonElement entry) => entry.GetProperty("name").GetString()!;

    private (int ExitCode, IReadOnlyList<JsonElement> Entries) Run(string[] arguments, string? libTorch = null)
    {
        var report = _folder.File("report");
        var start = new ProcessStartInfo(
            Programs.Bench[0], [.. Programs.Bench.Skip(1), "gpu-check", "--out", report, .. arguments])
        {
            RedirectStandardOutput = true,
        };
        if (libTorch is not null)
            start.Environment["JSIGAN_LIBTORCH"] = libTorch;
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Timeout))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"gpu-check did not end within {Timeout.TotalMinutes} minutes");
        }

        output.WriteLine(said.GetAwaiter().GetResult());
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(report, "gpu-check.json")));
        foreach (var entry in json.RootElement.EnumerateArray().Where(entry => entry.GetProperty("status").GetString() == "failed"))
            output.WriteLine(entry.ToString());
        return (process.ExitCode, [.. json.RootElement.EnumerateArray().Select(entry => entry.Clone())]);
    }
}

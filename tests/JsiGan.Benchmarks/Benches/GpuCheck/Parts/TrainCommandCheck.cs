using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace JsiGan.Benchmarks.Benches.GpuCheck.Parts;

/// <summary>`jsigan train` on a small frame store and without a database; needs neither ffmpeg nor PostgreSQL.</summary>
internal static class TrainCommandCheck
{
    public static string Run(PartContext context)
    {
        var folder = Directory.CreateTempSubdirectory("jsigan-gpu-check-").FullName;
        try
        {
            TrainingStore.Make(Path.Combine(folder, "store"));
            File.WriteAllText(Path.Combine(folder, "recipe.yaml"), RecipeOf(context));
            var json = Path.Combine(folder, "result.json");
            Train(folder, [
                "train", "recipe.yaml", "--device", context.Device, "--database", "none", "--out", "run", "--json", json, "--quiet",
                .. context.OnGpu ? [] : (string[])["--workers", "1"],
            ]);
            using var rows = JsonDocument.Parse(File.ReadAllText(json));
            return string.Join(", ", rows.RootElement.EnumerateArray()
                .Where(row => row.GetProperty("value").ValueKind == JsonValueKind.Number)
                .Select(row => string.Create(CultureInfo.InvariantCulture,
                    $"{row.GetProperty("name").GetString()} {row.GetProperty("value").GetDouble():G4}")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The paper's patches on a GPU; the minimum on a CPU.
    private static string RecipeOf(PartContext context)
    {
        var (size, batch, steps) = context.OnGpu ? (80, 8, 40) : (16, 2, 1);
        return $"""
            name: gpu-check
            seed: 1
            data:
              store: store
            patch:
              low-size: {size}
            batch: {batch}
            stage1:
              epochs: 1
              patches-per-epoch: {steps * batch}
              learning-rate: 5e-4
              schedule: constant
            stage2:
              epochs: 1
              patches-per-epoch: {steps * batch}
              learning-rate: 1e-6
              schedule: constant
            validation:
              crops: 2
              crop-size: 32

            """;
    }

    private static void Train(string folder, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(Programs.JsiGan[0], [.. Programs.JsiGan.Skip(1), .. arguments])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new FailureException($"{start.FileName} could not be started.");
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        Console.WriteLine(output.Result);
        if (process.ExitCode != 0)
            throw new FailureException($"jsigan train ended with exit code {process.ExitCode}: {error.Result.Trim()}");
    }
}

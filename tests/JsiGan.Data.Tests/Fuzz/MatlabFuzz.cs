using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace JsiGan.Data.Tests.Fuzz;

/// <summary>Has <see cref="MatlabChild"/> read damaged files, and starts it again after each one that the HDF5 library dies of.</summary>
internal static class MatlabFuzz
{
    private const int Short = 400;

    // For one file; libhdf5 may also turn for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Damaged files that are tried.</summary>
    public static int Count => Math.Max(Short, Mutations.Count);

    /// <summary>The seeds that the library died of, or never came back from.</summary>
    /// <param name="original">A whole file.</param>
    /// <param name="damaged">Where the damaged ones are written, one after the other.</param>
    public static IReadOnlyList<int> FindDeadly(string original, string damaged)
    {
        var deadly = new List<int>();
        for (var next = 1; next <= Count;)
        {
            using var child = Start(original, damaged, next);
            try
            {
                while (Line(child) is { } line)
                {
                    Assert.Equal(next, int.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture));
                    next++;
                }
            }
            finally
            {
                child.Kill();
                child.WaitForExit();
            }

            if (next <= Count)
            {
                deadly.Add(next++);
            }
        }

        return deadly;
    }

    private static string? Line(Process child)
    {
        var line = child.StandardOutput.ReadLineAsync();
        return line.Wait(Patience) ? line.Result : null;
    }

    private static Process Start(string original, string damaged, int first)
    {
        var dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        var start = new ProcessStartInfo(dotnet, [typeof(MatlabChild).Assembly.Location, original, damaged, $"{first}", $"{Count}"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["HDF5_USE_FILE_LOCKING"] = "FALSE";
        var child = Process.Start(start)!;
        // What a runtime prints when it dies is long.
        child.ErrorDataReceived += (_, _) => { };
        child.BeginErrorReadLine();
        return child;
    }
}

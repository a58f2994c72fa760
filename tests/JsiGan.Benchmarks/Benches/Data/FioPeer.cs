using System.Text.Json;

namespace JsiGan.Benchmarks.Benches.Data;

/// <summary>The disk's own random-read rate, measured by fio in the block sizes of crops.</summary>
internal static class FioPeer
{
    private const string Program = "fio";

    // The tiles of a crop lie in rows: of HDR tiles (12 KiB, 4:2:0) three or four of them, of SDR tiles (12 KiB) two or three.
    private const string Blocks = "24k/29:36k/39:48k/32";

    /// <summary>Names what is missing; null if it can run.</summary>
    public static string? Missing()
    {
        try
        {
            ChildProcess.Run(Program, ["--version"], threads: 1);
            return null;
        }
        catch (Exception fault) when (fault is FailureException or System.ComponentModel.Win32Exception)
        {
            return "fio is not installed, so data.cold has nothing to compare with: install Debian's package fio for the second column.";
        }
    }

    /// <summary>Bytes per second with direct I/O and 32 reads in flight, as many as a batch of crops has.</summary>
    public static double RandomReads(string store, bool quick)
    {
        var file = Path.Combine(store, "clips", "clip", "high.tiles");
        using var result = JsonDocument.Parse(ChildProcess.Run(
            Program,
            [
                "--name=crops", $"--filename={file}", "--readonly", "--rw=randread", $"--bssplit={Blocks}", "--direct=1",
                "--ioengine=libaio",
                "--iodepth=32", $"--runtime={(quick ? 2 : 8)}", "--time_based", "--output-format=json",
            ],
            threads: 1));
        return result.RootElement.GetProperty("jobs")[0].GetProperty("read").GetProperty("bw_bytes").GetDouble();
    }
}

namespace JsiGan.Benchmarks.Benches.Data;

/// <summary>Crops in PyTorch from planar frames in mapped files (peers/torch_crops.py), as in a data set of arrays.</summary>
internal static class CropsPeer
{
    public static IReadOnlyDictionary<string, double> Measure(string folder, bool quick) => DataChild.Parse(ChildProcess.Run(
        "/usr/bin/python3",
        [Path.Combine(AppContext.BaseDirectory, "peers", "torch_crops.py"), folder, quick ? "500" : "4000"],
        threads: 1));
}

using System.Text.RegularExpressions;

namespace JsiGan.Runtime.Workers;

/// <summary>Translates libtorch's out-of-memory exceptions into a message for the user.</summary>
public static partial class OutOfMemory
{
    /// <summary>The message; null for other exceptions. libtorch's exceptions have no type of their own.</summary>
    public static FailureException? Describe(Exception fault)
    {
        if (Gpu().Match(fault.Message) is { Success: true } gpu)
        {
            var which = gpu.Groups["index"] is { Success: true } index ? $"GPU cuda:{index.Value}" : "GPU";
            var all = gpu.Groups["total"] is { Success: true } total ? $", of {total.Value} that it has" : "";
            return Told(which, $"{gpu.Groups["asked"].Value} more{all}", fault);
        }

        return Cpu().Match(fault.Message) is { Success: true } cpu ? Told("CPU", $"{cpu.Groups["asked"].Value} bytes more", fault)
            : Library().IsMatch(fault.Message) ? Told("GPU", "more than is free", fault)
            : null;
    }

    private static FailureException Told(string device, string asked, Exception fault) => new(
        $"The {device} is out of memory: training asked for {asked}. Share the batch among more workers, or lower batch or "
        + "patch.low-size; or stop other users of that memory.", fault);

    // libtorch 1.13 "(GPU 0; 23.69 GiB total capacity; ...)", 2.x "GPU 0 has a total capacity of 23.69 GiB of which ...".
    [GeneratedRegex(
        @"CUDA out of memory\. Tried to allocate (?<asked>[\d.]+ \w+)\.?"
        + @"(?:.*?GPU (?<index>\d+)(?:; (?<total>[\d.]+ \w+) total capacity| has a total capac\w+ of (?<total>[\d.]+ \w+)))?",
        RegexOptions.Singleline)]
    private static partial Regex Gpu();

    // CUDA and its libraries, which allocate independently of libtorch.
    [GeneratedRegex("CUDA error: out of memory|CU(?:DNN|BLAS)_STATUS_ALLOC_FAILED")]
    private static partial Regex Library();

    [GeneratedRegex(@"DefaultCPUAllocator: .*?(?:allocate|buy) (?<asked>\d+) bytes", RegexOptions.Singleline)]
    private static partial Regex Cpu();
}

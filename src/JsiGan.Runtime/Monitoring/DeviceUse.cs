namespace JsiGan.Runtime.Monitoring;

/// <summary>Use of a GPU by all processes.</summary>
/// <param name="Index">Its index on this machine, from 0.</param>
/// <param name="UsedBytes">Memory in use.</param>
/// <param name="Bytes">Memory that it has.</param>
/// <param name="Utilization">Share of the last sample period in which it ran a kernel, 0 to 1; null if it does not report it.</param>
public sealed record DeviceUse(int Index, double UsedBytes, double Bytes, double? Utilization);

/// <summary>Reads the use of this machine's GPUs. Thread-safe.</summary>
public interface IDeviceUse
{
    /// <summary>Use of every GPU that answers.</summary>
    IReadOnlyList<DeviceUse> Read();
}

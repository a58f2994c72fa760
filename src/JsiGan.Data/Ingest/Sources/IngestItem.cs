namespace JsiGan.Data.Ingest.Sources;

/// <summary>One thing to bring into a store.</summary>
/// <param name="Hdr">The HDR file.</param>
/// <param name="Sdr">Its SDR counterpart; null has the SDR made by tone mapping.</param>
/// <param name="Name">Name of the clip in the store.</param>
public sealed record IngestItem(string Hdr, string? Sdr, string Name);

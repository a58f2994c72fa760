namespace JsiGan.Data.Ingest.Sources;

/// <summary>A source to ingest into a store.</summary>
/// <param name="Hdr">The HDR file.</param>
/// <param name="Sdr">Its SDR counterpart; null if SDR is made by tone mapping.</param>
/// <param name="Name">Name of the clip in the store.</param>
public sealed record IngestItem(string Hdr, string? Sdr, string Name);

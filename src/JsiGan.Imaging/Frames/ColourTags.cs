namespace JsiGan.Imaging.Frames;

/// <summary>A file's colour tags, by ffmpeg's names; "unknown" if it has none.</summary>
/// <param name="Range">tv (limited), pc (full) or unknown.</param>
/// <param name="Primaries">bt2020, smpte432 (P3-D65), ...</param>
/// <param name="Transfer">smpte2084 (PQ), linear, ...</param>
/// <param name="Matrix">bt2020nc, gbr, ...</param>
public sealed record ColourTags(string Range, string Primaries, string Transfer, string Matrix);

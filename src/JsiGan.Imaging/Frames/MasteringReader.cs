using System.Globalization;
using System.Text.Json;

namespace JsiGan.Imaging.Frames;

/// <summary>Reads the mastering display and the content light from the side data that ffprobe lists for a frame.</summary>
internal static class MasteringReader
{
    /// <returns>Null where there is no mastering display, or an unreadable one.</returns>
    public static MasteringDisplay? Read(JsonElement sideData)
    {
        var entries = sideData.EnumerateArray().ToLookup(entry => Text(entry, "side_data_type"));
        if (!entries["Mastering display metadata"].Any())
            return null;

        var display = entries["Mastering display metadata"].First();
        var light = entries["Content light level metadata"].FirstOrDefault();
        if (Point("red") is not { } red || Point("green") is not { } green || Point("blue") is not { } blue
            || Point("white_point") is not { } white || Units(Text(display, "max_luminance"),
            MasteringDisplay.LuminanceUnits) is not { } most)
        {
            return null;
        }

        return new MasteringDisplay
        {
            Red = red,
            Green = green,
            Blue = blue,
            White = white,
            MaxLuminance = most,
            MinLuminance = Units(Text(display, "min_luminance"), MasteringDisplay.LuminanceUnits) ?? 0,
            MaxContentNits = Whole(light, "max_content"),
            MaxFrameAverageNits = Whole(light, "max_average"),
        };

        Chromaticity? Point(string name) =>
            Units(Text(display, name + "_x"), MasteringDisplay.ChromaticityUnits) is { } x
            && Units(Text(display, name + "_y"), MasteringDisplay.ChromaticityUnits) is { } y
                ? new Chromaticity((int)x, (int)y)
                : null;
    }

    /// <summary>"34000/50000" in units of which <paramref name="perOne"/> make 1.</summary>
    private static long? Units(string fraction, int perOne)
    {
        var parts = fraction.Split('/');
        return parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var over)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var under) && under > 0 && over < int.MaxValue
            ? ((over * perOne) + (under / 2)) / under
            : null;
    }

    private static int Whole(JsonElement entry, string name) =>
        entry.ValueKind == JsonValueKind.Object && int.TryParse(Text(entry, name), CultureInfo.InvariantCulture, out var value) ? value : 0;

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.ToString() : "";
}

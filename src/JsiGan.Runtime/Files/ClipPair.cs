using JsiGan.Imaging.Synthesis.Degradation;
using JsiGan.Imaging.Synthesis.Grades;
using JsiGan.Training.Recipes;

namespace JsiGan.Runtime.Files;

/// <summary>Paths of a recipe's clips and their frame store.</summary>
/// <param name="Hdr">The HDR10 clip.</param>
/// <param name="Sdr">Its SDR counterpart.</param>
/// <param name="Store">Folder of the frame store.</param>
public sealed record ClipPair(string Hdr, string Sdr, string Store)
{
    /// <summary>The clips that the recipe names or renders; next to the HDR clip is a store for each scale.</summary>
    /// <param name="recipe">A valid recipe.</param>
    /// <param name="dataFolder">Folder of rendered clips.</param>
    public static ClipPair Of(Recipe recipe, string dataFolder)
    {
        var (hdr, sdr) = recipe.Data is { Hdr: { } namedHdr, Sdr: { } namedSdr }
            ? (namedHdr, namedSdr)
            : Rendered(recipe.Data.Synthesize!, dataFolder);
        var folder = Path.GetDirectoryName(Path.GetFullPath(hdr))!;
        return new(hdr, sdr, Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(hdr)}-x{recipe.Model.Scale}.frames"));
    }

    private static (string Hdr, string Sdr) Rendered(SynthesizeOptions clip, string folder)
    {
        var name = FormattableString.Invariant($"synthetic-{clip.Width}x{clip.Height}-{clip.Frames}-frames-seed-{clip.Seed}");
        name += clip.FramesPerShot > 0 ? FormattableString.Invariant($"-shots-of-{clip.FramesPerShot}") : "";
        name += clip.Grades == GradeVariety.Many ? "-many-grades" : "";
        name += clip.Degradation == SdrDegradation.Film ? "-film" : "";
        return (Path.Combine(folder, name + "-hdr.mp4"), Path.Combine(folder, name + "-sdr.mp4"));
    }
}

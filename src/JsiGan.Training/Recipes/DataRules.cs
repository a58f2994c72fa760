namespace JsiGan.Training.Recipes;

/// <summary>Contradictions in a recipe's data section, apart from whether the clips exist.</summary>
public static class DataRules
{
    /// <summary>All faults of the data section.</summary>
    public static IEnumerable<RecipeFault> Check(Recipe recipe)
    {
        var data = recipe.Data;
        if ((data.Hdr is null) != (data.Sdr is null))
        {
            var (given, missing) = data.Sdr is null ? ("hdr", "sdr") : ("sdr", "hdr");
            yield return new([$"data.{given}"], $"data.{given} is given without data.{missing}: name both clips.");
        }

        if (data is { Store: null, Hdr: null, Sdr: null, Synthesize: null })
        {
            yield return new(["data"], "data names no clips: give hdr and sdr, or synthesize to render them, or store for an ingested "
                + "set.");
        }

        if (data.Store is not null && (data.Hdr ?? data.Sdr) is not null)
            yield return new(["data.store"], "data.store is given together with data.hdr or data.sdr: name either a store or clips.");

        if (data is { Store: not null, Synthesize: not null })
        {
            yield return new(["data.store", "data.synthesize"],
                "data.store is given together with data.synthesize: name either a store or a clip to render.");
        }

        foreach (var fault in data.Synthesize is { } clip ? Clip(recipe, clip) : [])
            yield return fault;
    }

    private static IEnumerable<RecipeFault> Clip(Recipe recipe, SynthesizeOptions clip)
    {
        var sides = new[] { (Key: "data.synthesize.width", Value: clip.Width), (Key: "data.synthesize.height", Value: clip.Height) };
        var unit = 2 * recipe.Model.Scale;
        var largest = Math.Max(recipe.Patch.LowSize, recipe.Validation.CropSize);
        foreach (var (key, value) in sides)
        {
            if (value % Math.Max(unit, 1) != 0)
            {
                yield return new([key, "model.scale"], $"{key} is {value}, expected a multiple of {unit}: twice model.scale.");
            }
            else if (largest * recipe.Model.Scale > value)
            {
                yield return new([key, "patch.low-size", "validation.crop-size", "model.scale"],
                    $"{key} is {value}, smaller than the largest crop, {largest} low-resolution pixels at model.scale "
                        + $"{recipe.Model.Scale}, "
                    + $"{largest * recipe.Model.Scale} pixels: render a larger clip, or lower patch.low-size and validation.crop-size.");
            }
        }
    }
}

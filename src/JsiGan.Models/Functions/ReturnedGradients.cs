namespace JsiGan.Models.Functions;

/// <summary>
/// Gradients that the last custom function of this thread returned. The library takes its own reference when the function has ended, so
/// ours are released when the next one begins.
/// </summary>
internal static class ReturnedGradients
{
    [ThreadStatic]
    private static List<Tensor>? _kept;

    public static void Keep(IEnumerable<Tensor?> gradients) => (_kept ??= []).AddRange(gradients.OfType<Tensor>());

    public static void Release()
    {
        _kept?.ForEach(gradient => gradient.Dispose());
        _kept?.Clear();
    }
}

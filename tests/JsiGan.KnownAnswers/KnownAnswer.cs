namespace JsiGan.KnownAnswers;

/// <summary>One known answer in one precision.</summary>
/// <param name="Name">The case of tests/golden and the precision, such as <c>gan-step-x2.float64</c>.</param>
/// <param name="Check">Computes it on a device; throws <see cref="KnownAnswerException"/> where the result is another.</param>
public sealed record KnownAnswer(string Name, Action<AnswerCheck, Device> Check)
{
    /// <summary>All of tests/golden, the cheapest first.</summary>
    public static IReadOnlyList<KnownAnswer> All { get; } =
    [
        .. InBothPrecisions("guided-filter", FilterAnswers.Guided),
        .. AtBothScales("dynamic-separable", FilterAnswers.Separable),
        .. AtBothScales("dynamic-2d", FilterAnswers.TwoDimensional),
        .. NetworkAnswers.Ablations.SelectMany(tag => InBothPrecisions(
            $"jsinet-x2-{tag}", (check, device, type) => NetworkAnswers.Generator(check, device, type, tag))),
        .. InBothPrecisions("jsinet-x4-full", (check, device, type) => NetworkAnswers.Generator(check, device, type, "full", 4)),
        .. InBothPrecisions("discriminator-64", NetworkAnswers.Discriminator),
        .. AtBothScales("pretrain-step", StepAnswers.Pretrain),
        .. AtBothScales("gan-step", StepAnswers.Gan),
    ];

    private static IEnumerable<KnownAnswer> AtBothScales(string name, Action<AnswerCheck, Device, ScalarType, int> check) =>
        ((int[])[2, 4]).SelectMany(scale => InBothPrecisions($"{name}-x{scale}", (own, device, type) => check(own, device, type, scale)));

    private static IEnumerable<KnownAnswer> InBothPrecisions(string name, Action<AnswerCheck, Device, ScalarType> check) =>
        ((ScalarType[])[ScalarType.Float64, ScalarType.Float32]).Select(type => new KnownAnswer(
            $"{name}.{type.ToString().ToLowerInvariant()}", (own, device) => check(own, device, type)));
}

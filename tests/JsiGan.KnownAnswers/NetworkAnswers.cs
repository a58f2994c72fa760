using JsiGan.Models;
using JsiGan.Models.Discriminators;
using JsiGan.Models.Generator;
using JsiGan.Testing;
using TorchSharp;

namespace JsiGan.KnownAnswers;

/// <summary>The generator with its ablations, and the discriminator.</summary>
public static class NetworkAnswers
{
    private const string Discriminator64 = "discriminator-64";

    /// <summary>Batch norm over four 1x1 maps lets float32 stray further here: 1e-2 in the reference itself.</summary>
    private const double DiscriminatorSingle = 3e-2;

    /// <summary>Rows (a) to (f) of Table 1, as the known answers name them.</summary>
    public static IReadOnlyList<string> Ablations { get; } =
        ["a-ir", "b-ir-dr-subtract", "c-ir-dr", "d-ir-lce", "e-all-subtract", "full"];

    /// <summary>What the generator of a row of Table 1 is made of.</summary>
    /// <exception cref="ArgumentException">There is no such row.</exception>
    public static JsiNetOptions Options(string tag, int scale = 2) => tag switch
    {
        "a-ir" => new() { Scale = scale, DetailRestoration = false, LocalContrast = false },
        "b-ir-dr-subtract" => new() { Scale = scale, LocalContrast = false, DetailLayer = DetailLayer.Subtract },
        "c-ir-dr" => new() { Scale = scale, LocalContrast = false },
        "d-ir-lce" => new() { Scale = scale, DetailRestoration = false },
        "e-all-subtract" => new() { Scale = scale, DetailLayer = DetailLayer.Subtract },
        "full" => new() { Scale = scale },
        _ => throw new ArgumentException($"No ablation is called {tag}.", nameof(tag)),
    };

    /// <summary>The prediction of a generator in one precision; of a full one in float64 also the three subnets' parts.</summary>
    public static void Generator(AnswerCheck check, Device device, ScalarType type, string tag, int scale = 2)
    {
        using var scope = NewDisposeScope();
        var name = $"jsinet-x{scale}-{tag}";
        using var network = new JsiNet(Options(tag, scale));
        AnswerTensors.Fill(network, Golden.Parameters(name));
        AnswerCheck.RequireEqual(
            Golden.Case(name).GetProperty("parameter_count").GetInt64(), AnswerTensors.Count(network), "The number of parameters");
        network.to(type);
        network.to(device);

        using var parts = network.ForwardParts(AnswerTensors.Uniform(7, [1, 3, 12, 16], 0, 1, type, device));
        check.RequireClose(name, "P", parts.Prediction, Tolerance.Of(type));
        if (tag == "full" && type == ScalarType.Float64)
        {
            check.RequireClose(name, "I", parts.Image, Tolerance.Double);
            check.RequireClose(name, "D", parts.Detail!, Tolerance.Double);
            check.RequireClose(name, "C", parts.Contrast!, Tolerance.Double);
        }
    }

    /// <summary>Two training passes and an evaluation pass, with the running statistics and a power iteration's vector.</summary>
    public static void Discriminator(AnswerCheck check, Device device, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var tolerance = type == ScalarType.Float64 ? Tolerance.Double : DiscriminatorSingle;
        using var network = new Discriminator(new DiscriminatorOptions { Size = 64 });
        AnswerTensors.Fill(network, Golden.Parameters(Discriminator64));
        AnswerCheck.RequireEqual(
            Golden.Case(Discriminator64).GetProperty("parameter_count").GetInt64(), AnswerTensors.Count(network),
            "The number of parameters");
        network.to(type);
        network.to(device);
        var a = AnswerTensors.Uniform(8, [4, 3, 64, 64], 0, 1, type, device);
        var b = AnswerTensors.Uniform(9, [4, 3, 64, 64], 0, 1, type, device);

        using var first = network.call(a);
        using var second = network.call(b);
        check.RequireClose(Discriminator64, "logit_first", first.Logit, tolerance);
        check.RequireClose(Discriminator64, "fm4_first", first.Features[3], tolerance);
        check.RequireClose(Discriminator64, "logit_second", second.Logit, tolerance);
        check.RequireClose(Discriminator64, "fm1_second_mean", second.Features[0].mean([2, 3]), tolerance);

        var state = network.named_buffers().ToDictionary(entry => entry.name, entry => entry.buffer);
        check.RequireClose(Discriminator64, "bn9_running_mean", state["norm10.running_mean"], tolerance);
        check.RequireClose(Discriminator64, "bn9_running_var", state["norm10.running_var"], tolerance);
        check.RequireClose(Discriminator64, "conv11_u", state["conv11.u"], tolerance);

        network.eval();
        using var third = network.call(a);
        check.RequireClose(Discriminator64, "logit_eval", third.Logit, tolerance);
    }
}

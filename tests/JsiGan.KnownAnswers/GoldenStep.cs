using System.Globalization;
using System.Text.Json;
using JsiGan.Models.Discriminators;
using JsiGan.Models.Generator;
using JsiGan.Testing;
using JsiGan.Training.Distributed;
using JsiGan.Training.Steps;
using TorchSharp;

namespace JsiGan.KnownAnswers;

/// <summary>The networks, the batch and the expected numbers of a training-step case of tests/golden.</summary>
public sealed class GoldenStep : IDisposable
{
    private const int HighSize = 64;
    private const int Batch = 4;

    private readonly JsonElement _case;
    private readonly DisposeScope _scope = NewDisposeScope();

    /// <param name="name">The case.</param>
    /// <param name="scale">2 or 4, as the case's name says.</param>
    /// <param name="type">float32 or float64.</param>
    /// <param name="workers">Workers that share the batch; null for one alone.</param>
    /// <param name="device">Where networks and batch live; null for the CPU.</param>
    public GoldenStep(string name, int scale, ScalarType type, ProcessGroup? workers = null, Device? device = null)
    {
        var place = device ?? CPU;
        _case = Golden.Case(name);
        Generator = Fill(name, "parameters_g", new JsiNet(new JsiNetOptions { Scale = scale }), "generator", type, workers, place);
        if (_case.TryGetProperty("parameters_d1", out _))
        {
            First = Fill(name, "parameters_d1", new Discriminator(new DiscriminatorOptions { Size = HighSize }, workers?.BatchReduction),
                "discriminator1", type, workers, place);
            Second = Fill(name, "parameters_d2", new Discriminator(new DiscriminatorOptions { Size = HighSize }, workers?.BatchReduction),
                "discriminator2", type, workers, place);
        }

        long low = HighSize / scale;
        var (first, count) = workers?.Shard ?? (0, Batch);
        Sdr = AnswerTensors.Uniform(12, [Batch, 3, low, low], 0.2, 0.9, type, place).narrow(0, first, count);
        Hdr = AnswerTensors.Uniform(13, [Batch, 3, HighSize, HighSize], 0.2, 0.9, type, place).narrow(0, first, count);
    }

    /// <summary>Takes the comparisons.</summary>
    public AnswerCheck Check { get; init; } = new();

    public TrainableNetwork<JsiNet> Generator { get; }

    public TrainableNetwork<Discriminator>? First { get; }

    public TrainableNetwork<Discriminator>? Second { get; }

    /// <summary>Both discriminators' branches, with the paper's weight of the details.</summary>
    public IReadOnlyList<DiscriminatorBranch> Branches =>
        [DiscriminatorBranch.OfImages(First!), DiscriminatorBranch.OfDetails(Second!, 0.5)];

    public Tensor Sdr { get; }

    public Tensor Hdr { get; }

    /// <summary>Compares the losses of three consecutive steps; <paramref name="tolerance"/> is relative, for steps 1, 2 and 3.</summary>
    public void AssertLosses(IReadOnlyList<StepResult> steps, params double[] tolerance)
    {
        JsonElement[] expected = [_case.GetProperty("losses_of_step_1"), .. _case.GetProperty("losses_of_steps_2_and_3").EnumerateArray()];
        for (var i = 0; i < expected.Length; i++)
        {
            AnswerCheck.RequireEqual(expected[i].EnumerateObject().Count(), steps[i].Losses.Count, $"The number of losses of step {i + 1}");
            foreach (var (name, value) in steps[i].Losses)
            {
                var key = name is "adv" or "dadv" ? $"g_{name}" : name;
                Close(expected[i].GetProperty(key).GetDouble(), value, 0, tolerance[i], $"loss {name} of step {i + 1}");
            }
        }
    }

    /// <summary>
    /// Compares norms of gradients and, where the tolerance is below a hundredth, their first values; it is relative to the parameter's
    /// norm. (In float32 stage 2's single values stray further than the norms that the reference's bound speaks of.)
    /// </summary>
    public void AssertGradients(string key, nn.Module network, Func<string, Tensor> gradient, double tolerance)
    {
        var entries = _case.GetProperty(key).EnumerateArray().ToList();
        var largest = entries.Max(entry => entry.GetProperty("grad_l2").GetDouble());
        Walk(key, network, gradient, "grad_l2", tolerance < 0.01 ? "grad_first" : null, tolerance, 1e-6 * largest);
    }

    /// <summary>Compares norms and first values of parameters in float64.</summary>
    public void AssertParameters(string key, nn.Module network, double tolerance) =>
        Walk(key, network, Own(network), "l2", "first", tolerance, 0);

    /// <summary>
    /// Compares norms and first values of parameters after one Adam step in float32. That step moves each value by the learning rate
    /// against the sign of its gradient, so a gradient that rounding takes across zero puts a value off by up to twice the rate: a
    /// hundredth of the values may be off by more than three quarters of it, none by more than twice it and the rounding of the stored
    /// value.
    /// </summary>
    public void AssertParametersInFloat32(string key, nn.Module network, double tolerance, double learningRate)
    {
        var (count, flipped) = (0, new List<string>());
        Walk(key, network, Own(network), "l2", null, tolerance, 2 * learningRate / tolerance);
        foreach (var (what, expected, actual) in Values(key, network, Own(network), "first"))
        {
            var rounding = Math.Abs(MathF.BitIncrement((float)expected) - (float)expected) / 2;
            Check.Require(Math.Abs(expected - actual), 2 * learningRate + rounding, what);
            count++;
            if (Math.Abs(expected - actual) > 0.75 * learningRate)
                flipped.Add($"{what}: {actual:r} for {expected:r}");
        }

        Check.Require(flipped.Count, count / 100, $"Of {count} values of {key} these moved the wrong way: {string.Join("; ", flipped)}");
    }

    public void Dispose()
    {
        Generator.Dispose();
        First?.Dispose();
        Second?.Dispose();
        _scope.Dispose();
    }

    private static Func<string, Tensor> Own(nn.Module network)
    {
        var own = network.named_parameters().ToDictionary(entry => entry.name, entry => (Tensor)entry.parameter);
        return name => own[name];
    }

    private void Walk(string key, nn.Module network, Func<string, Tensor> value, string norm, string? first, double tolerance, double floor)
    {
        RequireAllOf(key, network);
        foreach (var (name, entry) in Entries(key))
        {
            using var scope = NewDisposeScope();
            using var off = no_grad();
            var expected = entry.GetProperty(norm).GetDouble();
            var length = value(name).detach().to(CPU).to(ScalarType.Float64).norm().item<double>();
            Close(expected, length, floor, tolerance, $"{key} {name}: norm");
            foreach (var (what, number, actual) in first is null ? [] : Values(key, name, entry, value, first))
                Close(number, actual, Math.Max(floor, key.StartsWith("grad", StringComparison.Ordinal) ? expected : 0), tolerance, what);
        }
    }

    private void RequireAllOf(string key, nn.Module network) => AnswerCheck.RequireEqual(
        _case.GetProperty(key).GetArrayLength(), network.named_parameters().Count(), $"The number of parameters of {key}");

    private IEnumerable<(string What, double Expected, double Actual)> Values(
        string key, nn.Module network, Func<string, Tensor> value, string first)
    {
        RequireAllOf(key, network);
        return Entries(key).SelectMany(entry => Values(key, entry.Name, entry.Entry, value, first));
    }

    private static IEnumerable<(string What, double Expected, double Actual)> Values(
        string key, string name, JsonElement entry, Func<string, Tensor> value, string first)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var values = value(name).detach().to(CPU).to(ScalarType.Float64).flatten().data<double>().ToArray();
        return [.. entry.GetProperty(first).EnumerateArray().Select((number, i) => ($"{key} {name}[{i}]", number.GetDouble(), values[i]))];
    }

    /// <summary>The case's entries, each with our name of its parameter.</summary>
    private IEnumerable<(string Name, JsonElement Entry)> Entries(string key)
    {
        var shapes = key[^1] == 'g' ? "parameters_g" : $"parameters_{key[^2..]}";
        var names = _case.GetProperty(shapes).EnumerateArray().Select(GoldenParameterName)
            .ToDictionary(pair => pair.Reference, pair => pair.Own);
        return _case.GetProperty(key).EnumerateArray().Select(entry => (names[entry.GetProperty("name").GetString()!], entry));
    }

    private static (string Reference, string Own) GoldenParameterName(JsonElement entry)
    {
        var name = entry.GetProperty("name").GetString()!;
        return (name, new GoldenParameter(name, [], 0, "").ModuleName);
    }

    // The tolerance is relative to the larger of the expected value and the scale.
    private void Close(double expected, double actual, double scale, double tolerance, string what) => Check.Require(
        Math.Abs(expected - actual), tolerance * Math.Max(Math.Abs(expected), scale),
        string.Create(CultureInfo.InvariantCulture, $"{what} ({actual:r}, expected {expected:r})"));

    private static TrainableNetwork<T> Fill<T>(
        string name, string key, T network, string called, ScalarType type, ProcessGroup? workers, Device device)
        where T : nn.Module
    {
        using var off = no_grad();
        var own = network.state_dict();
        foreach (var parameter in Golden.Parameters(name, key))
            own[parameter.ModuleName].copy_(tensor(parameter.Values(), parameter.Shape));

        network.to(type);
        network.to(device);
        network.train();
        return new TrainableNetwork<T>(called, network, workers);
    }
}

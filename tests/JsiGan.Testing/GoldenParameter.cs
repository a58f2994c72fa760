using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace JsiGan.Testing;

/// <summary>One parameter of a known answer: how to generate it, and what it is called here.</summary>
/// <param name="Name">Its name in the reference that computed the answers.</param>
/// <param name="Shape">Out, in, kh, kw for a convolution's weight; length for the others.</param>
/// <param name="Seed">Stream of <see cref="GoldenRandom"/>.</param>
/// <param name="Rule">The distribution, as cases.json names it.</param>
public sealed partial record GoldenParameter(string Name, long[] Shape, int Seed, string Rule)
{
    /// <summary>
    /// Its name in JsiGan.Models: lce_res.0.conv0.weight is lce.res.0.conv0.weight, blocks.1.2.weight is blocks.1.conv1.weight.
    /// </summary>
    public string ModuleName
    {
        get
        {
            var name = Subnet().Replace(Name, "$1.");
            name = BlockMember().Replace(name, match => $"{match.Groups[1].Value}.{BlockMembers[match.Groups[2].Value[0] - '0']}.");
            return TailNorm().Replace(name, match =>
                $"norm{int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) + 1}.");
        }
    }

    private static string[] BlockMembers { get; } = ["conv0", "norm0", "conv1", "norm1"];

    /// <summary>The values, in C order.</summary>
    public float[] Values()
    {
        var count = checked((int)Shape.Aggregate(1L, (product, size) => product * size));
        var parts = Rule.Split(", times ");
        var (low, high) = Bounds(parts[0]);
        var values = GoldenRandom.Uniform(Seed, count, low, high);
        if (parts.Length == 2)
        {
            var factor = float.Parse(parts[1], CultureInfo.InvariantCulture);
            for (var i = 0; i < values.Length; i++)
                values[i] *= factor;
        }

        return values;
    }

    internal static GoldenParameter Parse(JsonElement json) => new(
        json.GetProperty("name").GetString()!,
        [.. json.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())],
        json.GetProperty("seed").GetInt32(),
        json.GetProperty("rule").GetString()!);

    private (double Low, double High) Bounds(string rule)
    {
        switch (rule)
        {
            case "uniform(-a,a), a=sqrt(6/(9*(cin+cout)))":
                var xavier = (float)Math.Sqrt(6.0 / (Shape[1] * 9 + Shape[0] * 9));
                return (-xavier, xavier);
            case "uniform(-a,a), a=0.02*sqrt(3)":
                var narrow = (float)(0.02 * Math.Sqrt(3));
                return (-narrow, narrow);
        }

        var match = UniformRule().Match(rule);
        return match.Success
            ? (double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture),
                double.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture))
            : throw new InvalidDataException($"Parameter {Name} has the unknown rule '{rule}'.");
    }

    [GeneratedRegex(@"^(lce|dr|ir)_")]
    private static partial Regex Subnet();

    [GeneratedRegex(@"^(blocks\.\d)\.([0-3])\.")]
    private static partial Regex BlockMember();

    [GeneratedRegex(@"^bn(\d+)\.")]
    private static partial Regex TailNorm();

    [GeneratedRegex(@"^uniform\((-?[0-9.]+),(-?[0-9.]+)\)$")]
    private static partial Regex UniformRule();
}

using System.Text.Json;
using JsiGan.Testing;

namespace JsiGan.Search.Tests.KnownAnswers;

/// <summary>answers.json, written by make_answers.py beside it.</summary>
internal static class AnswerFile
{
    private static readonly JsonElement Root = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(Repository.Root, "tests", "JsiGan.Search.Tests", "KnownAnswers", "answers.json"))).RootElement;

    public static JsonElement Of(string name) => Root.GetProperty(name);

    public static double Number(this JsonElement element, string name) => element.GetProperty(name).GetDouble();

    public static double[] Numbers(this JsonElement element, string name) => element.GetProperty(name).Numbers();

    public static double[] Numbers(this JsonElement element) => [.. element.EnumerateArray().Select(number => number.GetDouble())];

    public static double[][] Rows(this JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(row => row.Numbers())];
}

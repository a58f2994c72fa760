using System.Reflection;
using System.Text;
using JsiGan.Testing;
using MessagePack;

namespace JsiGan.Protocol.Tests;

/// <summary>
/// The messages between processes, as text in WireContract.txt. A difference means that nodes of two versions would misread each other:
/// raise the program's version, then replace the file with the text that the test prints.
/// </summary>
public sealed class WireContractTests
{
    [Fact]
    public void The_wire_contract_is_the_one_that_is_checked_in()
    {
        var expected = File.ReadAllText(Path.Combine(Repository.Root, "tests", "JsiGan.Protocol.Tests", "WireContract.txt"));
        Assert.True(expected == Describe(), $"the messages differ from WireContract.txt:\n{Describe()}");
    }

    [Fact]
    public void Every_key_of_a_message_is_used_once_and_none_is_left_out()
    {
        foreach (var type in Messages())
        {
            var keys = Keys(type).Select(k => k.Key).ToList();
            Assert.Equal(Enumerable.Range(0, keys.Count), keys.Order());
        }
    }

    private static string Describe()
    {
        var text = new StringBuilder();
        foreach (var union in Types().Where(t => t.GetCustomAttributes<UnionAttribute>().Any()))
        {
            var cases = union.GetCustomAttributes<UnionAttribute>().OrderBy(u => u.Key).Select(u => $"{u.Key}={u.SubType.Name}");
            text.AppendLine($"union {union.Name}: {string.Join(" ", cases)}");
        }
        foreach (var type in Messages())
            text.AppendLine($"{type.Name}: {string.Join(" ", Keys(type).OrderBy(k => k.Key).Select(k => $"{k.Key}={k.Name}:{k.Type}"))}");
        return text.ToString();
    }

    private static IEnumerable<Type> Types() =>
        typeof(WeightsVersion).Assembly.GetExportedTypes().Concat(typeof(GenerationId).Assembly.GetExportedTypes())
            .OrderBy(t => t.Name, StringComparer.Ordinal);

    private static IEnumerable<Type> Messages() => Types().Where(t => t.GetCustomAttribute<MessagePackObjectAttribute>() is not null);

    private static IEnumerable<(int Key, string Name, string Type)> Keys(Type type) =>
        type.GetProperties().Where(p => p.GetCustomAttribute<KeyAttribute>() is not null)
            .Select(p => (p.GetCustomAttribute<KeyAttribute>()!.IntKey!.Value, p.Name, NameOf(p.PropertyType)));

    private static string NameOf(Type type) =>
        type.IsGenericType
            ? $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(",", type.GetGenericArguments().Select(NameOf))}>"
            : type.Name;
}

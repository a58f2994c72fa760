using System.Reflection;

namespace MessagePack.Formatters;

/// <summary>
/// The constructor that rebuilds an object: the one marked [SerializationConstructor], else the public one with the most parameters that
/// all match members: by position in key order for integer keys, by name for string keys.
/// </summary>
internal static class ConstructorChoice
{
    public static (ConstructorInfo? Constructor, IReadOnlyList<ContractMember> Arguments) For(
        Type type, IReadOnlyList<ContractMember> members, bool isIntKeyed)
    {
        var all = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        var marked = all.Where(constructor => constructor.IsDefined(typeof(SerializationConstructorAttribute))).ToArray();
        var candidates = marked.Length > 0
            ? marked
            : [.. all.Where(constructor => constructor.IsPublic).OrderByDescending(constructor => constructor.GetParameters().Length)];
        foreach (var constructor in candidates)
        {
            if (Match(constructor.GetParameters(), members, isIntKeyed) is { } arguments)
            {
                return (constructor, arguments);
            }
        }

        return type.IsValueType && marked.Length == 0 && candidates.Length == 0
            ? (null, [])
            : throw new MessagePackSerializationException(
                $"No constructor of {type.FullName} can be called: {candidates.Length} found, none with all parameters matching members.");
    }

    private static List<ContractMember>? Match(ParameterInfo[] parameters, IReadOnlyList<ContractMember> members, bool isIntKeyed)
    {
        var arguments = new List<ContractMember>();
        foreach (var parameter in parameters)
        {
            var member = isIntKeyed ? members.ElementAtOrDefault(parameter.Position) : FindByName(parameter, members);
            if (member is not { IsReadable: true } || !parameter.ParameterType.IsAssignableFrom(member.Type))
            {
                return null;
            }

            arguments.Add(member);
        }

        return arguments;
    }

    private static ContractMember? FindByName(ParameterInfo parameter, IReadOnlyList<ContractMember> members)
    {
        bool Names(string? name) => string.Equals(name, parameter.Name, StringComparison.OrdinalIgnoreCase);
        return members.FirstOrDefault(member => Names(member.StringKey)) ?? members.FirstOrDefault(member => Names(member.Info.Name));
    }
}

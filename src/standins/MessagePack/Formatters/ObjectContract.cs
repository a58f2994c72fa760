using System.Reflection;

namespace MessagePack.Formatters;

/// <summary>A serialized property or field of an object, with its key.</summary>
internal sealed record ContractMember(MemberInfo Info, Type Type, bool IsReadable, bool IsWritable, int? IntKey, string? StringKey);

/// <summary>
/// What a [MessagePackObject] type's attributes say: its members in the order they are written, and the constructor that rebuilds it
/// with the members that feed its parameters.
/// </summary>
internal sealed record ObjectContract(
    bool IsIntKeyed, IReadOnlyList<ContractMember> Members, ConstructorInfo? Constructor, IReadOnlyList<ContractMember> ConstructorMembers)
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <exception cref="MessagePackSerializationException">The attributes contradict each other, or no constructor fits.</exception>
    public static ObjectContract Of(Type type, bool keyAsPropertyName)
    {
        var members = FindMembers(type, keyAsPropertyName);
        var isIntKeyed = !keyAsPropertyName && members.All(member => member.IntKey is not null);
        if (!isIntKeyed && members.Any(member => member.IntKey is not null))
        {
            throw new MessagePackSerializationException($"{type.FullName} mixes integer and string keys; its members need one kind.");
        }

        if (isIntKeyed)
        {
            members = [.. members.OrderBy(member => member.IntKey)];
        }

        if (members.GroupBy(member => (member.IntKey, member.StringKey)).FirstOrDefault(group => group.Count() > 1) is { } repeated)
        {
            var names = string.Join(", ", repeated.Select(member => member.Info.Name));
            throw new MessagePackSerializationException($"{type.FullName} gives {names} the same key; each member needs its own.");
        }

        var (constructor, arguments) = ConstructorChoice.For(type, members, isIntKeyed);
        return new ObjectContract(
            isIntKeyed,
            [.. members.Where(member => !keyAsPropertyName || member.IsWritable || arguments.Contains(member))],
            constructor,
            arguments);
    }

    private static List<ContractMember> FindMembers(Type type, bool keyAsPropertyName)
    {
        var levels = new Stack<Type>();
        for (var level = type; level is not null; level = level.BaseType)
        {
            levels.Push(level);
        }

        var properties = levels.SelectMany(level => level.GetProperties(Declared)).Cast<MemberInfo>();
        var all = properties.Concat(levels.SelectMany(level => level.GetFields(Declared)));
        return [.. all
            .Where(info => !info.IsDefined(typeof(IgnoreMemberAttribute), inherit: true) && !IsOverride(info))
            .Select(info => Describe(type, info, keyAsPropertyName))
            .Where(member => member.IsReadable || member.IsWritable)];
    }

    /// <summary>An overriding property is the one that its base declared; it is found there.</summary>
    private static bool IsOverride(MemberInfo info) =>
        info is PropertyInfo property
        && (property.GetMethod ?? property.SetMethod) is { } accessor
        && accessor.GetBaseDefinition() != accessor;

    private static ContractMember Describe(Type type, MemberInfo info, bool keyAsPropertyName)
    {
        var (valueType, readable, writable) = info switch
        {
            PropertyInfo property => (
                property.PropertyType,
                property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0,
                property.SetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0),
            FieldInfo field => (field.FieldType, field.IsPublic, field.IsPublic && !field.IsInitOnly),
            _ => throw new ArgumentException($"{info.MemberType} given; only properties and fields are members.", nameof(info)),
        };
        var key = info.GetCustomAttribute<KeyAttribute>(inherit: true);
        if (key is null && !keyAsPropertyName && (readable || writable))
        {
            throw new MessagePackSerializationException(
                $"The public member {type.FullName}.{info.Name} has neither [Key] nor [IgnoreMember]; it needs one of them.");
        }

        return keyAsPropertyName
            ? new ContractMember(info, valueType, readable, writable, null, info.Name)
            : new ContractMember(info, valueType, readable, writable, key?.IntKey, key?.StringKey);
    }
}

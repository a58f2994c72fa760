using System.Reflection;

namespace MessagePack.Formatters;

/// <summary>Chooses how a type is written, in the real library's order: built in, generic, union, object.</summary>
internal static class FormatterFactory
{
    public static object Create(Type type) =>
        BuiltInFormatters.Find(type)
        ?? CreateGeneric(type)
        ?? CreateAttributed(type)
        ?? throw new MessagePackSerializationException(
            $"{type.FullName} is not serializable: it is no built-in type and has no [MessagePackObject] or [Union] attribute.");

    private static object? CreateGeneric(Type type)
    {
        if (type.IsEnum)
        {
            return Make(typeof(EnumFormatter<,>), type, type.GetEnumUnderlyingType());
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Make(typeof(NullableFormatter<>), underlying);
        }

        if (type.IsSZArray)
        {
            return Make(typeof(ArrayFormatter<>), type.GetElementType()!);
        }

        return type.IsGenericType ? CreateCollection(type.GetGenericTypeDefinition(), type.GetGenericArguments(), type) : null;
    }

    private static object? CreateCollection(Type definition, Type[] arguments, Type type)
    {
        if (definition == typeof(List<>) || definition == typeof(IList<>) || definition == typeof(ICollection<>))
        {
            return Make(typeof(ListFormatter<,>), arguments[0], type);
        }

        if (definition == typeof(IReadOnlyList<>) || definition == typeof(IReadOnlyCollection<>) || definition == typeof(IEnumerable<>))
        {
            return Make(typeof(ReadOnlyListFormatter<,>), arguments[0], type);
        }

        return definition == typeof(Dictionary<,>) || definition == typeof(IDictionary<,>) || definition == typeof(IReadOnlyDictionary<,>)
            ? Make(typeof(DictionaryFormatter<,,>), arguments[0], arguments[1], type)
            : null;
    }

    private static object? CreateAttributed(Type type)
    {
        if ((type.IsInterface || type.IsAbstract) && type.IsDefined(typeof(UnionAttribute), inherit: false))
        {
            return Make(typeof(UnionFormatter<>), type);
        }

        return type.GetCustomAttribute<MessagePackObjectAttribute>() is { } contract && !type.IsAbstract
            ? Make(typeof(ObjectFormatter<>), [type], ObjectContract.Of(type, contract.KeyAsPropertyName))
            : null;
    }

    private static object Make(Type definition, params Type[] arguments) => Make(definition, arguments, constructorArguments: []);

    internal static object Make(Type definition, Type[] arguments, params object[] constructorArguments) =>
        Activator.CreateInstance(definition.MakeGenericType(arguments), constructorArguments)!;
}

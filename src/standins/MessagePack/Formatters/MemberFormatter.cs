using System.Linq.Expressions;
using System.Reflection;

namespace MessagePack.Formatters;

/// <summary>Writes and reads one member of <typeparamref name="T"/>.</summary>
internal abstract class MemberFormatter<T>
{
    public abstract void Write(ref MessagePackWriter writer, T owner, MessagePackSerializerOptions options);

    public abstract object? Read(ref MessagePackReader reader, MessagePackSerializerOptions options);

    public static MemberFormatter<T> For(ContractMember member) => (MemberFormatter<T>)FormatterFactory.Make(
        typeof(MemberFormatter<,>), [typeof(T), member.Type], member);
}

/// <remarks>The value's formatter is looked up when it is used, so that types may contain themselves.</remarks>
internal sealed class MemberFormatter<T, TValue>(ContractMember member) : MemberFormatter<T>
{
    private readonly Func<T, TValue> _get = member.IsReadable ? CompileGetter(member.Info) : _ => default!;

    public override void Write(ref MessagePackWriter writer, T owner, MessagePackSerializerOptions options) =>
        FormatterCache<TValue>.Formatter.Write(ref writer, _get(owner), options);

    public override object? Read(ref MessagePackReader reader, MessagePackSerializerOptions options) =>
        FormatterCache<TValue>.Formatter.Read(ref reader, options);

    private static Func<T, TValue> CompileGetter(MemberInfo info)
    {
        var owner = Expression.Parameter(typeof(T));
        return Expression.Lambda<Func<T, TValue>>(Expression.MakeMemberAccess(owner, info), owner).Compile();
    }
}

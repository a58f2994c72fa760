using System.Linq.Expressions;

namespace MessagePack.Formatters;

/// <summary>Compiles how an object is rebuilt from the member values that the input held.</summary>
internal static class ObjectBuilder
{
    /// <summary>Stands for a member that the input lacks: a constructor gets the type's default, a property keeps its own.</summary>
    public static readonly object Missing = new();

    public static Func<object?[], T> Compile<T>(ObjectContract contract)
    {
        var values = Expression.Parameter(typeof(object?[]));
        var result = Expression.Variable(typeof(T));
        var arguments = contract.ConstructorMembers.Select(member => (Expression)ValueOrDefault(values, contract, member));
        var created = contract.Constructor is { } constructor
            ? Expression.New(constructor, arguments.Zip(constructor.GetParameters(), (value, parameter) =>
                Expression.Convert(value, parameter.ParameterType)))
            : Expression.New(typeof(T));
        var assignments = contract.Members
            .Where(member => member.IsWritable && !contract.ConstructorMembers.Contains(member))
            .Select(member => (Expression)Expression.IfThen(
                IsPresent(values, contract, member),
                Expression.Assign(Expression.MakeMemberAccess(result, member.Info), Value(values, contract, member))));
        var body = Expression.Block([result], [Expression.Assign(result, created), .. assignments, result]);
        return Expression.Lambda<Func<object?[], T>>(body, values).Compile();
    }

    private static ConditionalExpression ValueOrDefault(ParameterExpression values, ObjectContract contract, ContractMember member) =>
        Expression.Condition(IsPresent(values, contract, member), Value(values, contract, member), Expression.Default(member.Type));

    private static BinaryExpression IsPresent(ParameterExpression values, ObjectContract contract, ContractMember member) =>
        Expression.ReferenceNotEqual(Slot(values, contract, member), Expression.Constant(Missing));

    private static UnaryExpression Value(ParameterExpression values, ObjectContract contract, ContractMember member) =>
        Expression.Convert(Slot(values, contract, member), member.Type);

    private static BinaryExpression Slot(ParameterExpression values, ObjectContract contract, ContractMember member)
    {
        var index = contract.Members.Select((candidate, i) => (candidate, i)).First(pair => pair.candidate == member).i;
        return Expression.ArrayIndex(values, Expression.Constant(index));
    }
}

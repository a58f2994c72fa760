using Mono.Cecil;
using Mono.Cecil.Cil;

namespace JsiGan.Architecture.Tests;

/// <summary>Which types of a compiled assembly refer to which others of it, in signatures, attributes and code. Nested types, closures and
/// state machines count as the type around them.</summary>
internal static class TypeReferences
{
    public static IEnumerable<(TypeReference From, TypeReference To)> Of(string assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly);
        foreach (var type in module.GetTypes())
        {
            foreach (var reference in Of(type).SelectMany(Parts).Where(part => part.Scope == module))
                yield return (Outermost(type), Outermost(reference));
        }
    }

    private static IEnumerable<TypeReference?> Of(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(contract => contract.InterfaceType),
        .. type.Fields.Select(field => field.FieldType),
        .. OfGeneric(type),
        .. OfAttributes([type, .. type.Fields, .. type.Properties, .. type.Methods]),
        .. type.Methods.SelectMany(Of),
    ];

    private static IEnumerable<TypeReference?> Of(MethodDefinition method) =>
    [
        .. OfSignature(method),
        .. OfGeneric(method),
        .. method.HasBody ? Of(method.Body) : [],
    ];

    private static IEnumerable<TypeReference?> Of(MethodBody body) =>
    [
        .. body.Variables.Select(variable => variable.VariableType),
        .. body.ExceptionHandlers.Select(handler => handler.CatchType),
        .. body.Instructions.SelectMany(instruction => instruction.Operand switch
        {
            TypeReference type => [type],
            FieldReference field => [field.DeclaringType, field.FieldType],
            GenericInstanceMethod method => [method.DeclaringType, .. OfSignature(method), .. method.GenericArguments],
            MethodReference method => [method.DeclaringType, .. OfSignature(method)],
            _ => (IEnumerable<TypeReference?>)[],
        }),
    ];

    private static IEnumerable<TypeReference?> OfSignature(MethodReference method) =>
        [method.ReturnType, .. method.Parameters.Select(parameter => parameter.ParameterType)];

    private static IEnumerable<TypeReference?> OfGeneric(IGenericParameterProvider provider) =>
        provider.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType);

    private static IEnumerable<TypeReference?> OfAttributes(IEnumerable<ICustomAttributeProvider> providers) =>
        providers.SelectMany(provider => provider.CustomAttributes).Select(attribute => attribute.AttributeType);

    /// <summary>The parts of a type: List of Frame is List and Frame.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
        FunctionPointerType pointer => [.. Parts(pointer.ReturnType), .. pointer.Parameters.SelectMany(p => Parts(p.ParameterType))],
        IModifierType modified => [.. Parts(modified.ElementType), .. Parts(modified.ModifierType)],
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        _ => [type],
    };

    private static TypeReference Outermost(TypeReference type) => type.DeclaringType is { } around ? Outermost(around) : type;
}

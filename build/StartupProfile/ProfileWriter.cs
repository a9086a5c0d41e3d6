using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace MultimodalPapers.StartupProfile;

/// <summary>Writes methods as the ahead-of-time compiler reads a profile (.mibc).</summary>
/// <remarks>
/// The form is that of dotnet-pgo: an assembly whose global method <c>AssemblyDictionary</c> names groups, each a further global method that has a
/// <c>ldtoken</c>, <c>pop</c> for each method of the profile. Code that all classes share goes by <c>System.__Canon</c> of an assembly <c>System.Private.Canon</c>.
/// </remarks>
internal sealed class ProfileWriter(string name)
{
    private readonly MetadataBuilder _metadata = new();
    private readonly InstructionEncoder _methods = new(new BlobBuilder());
    private readonly Dictionary<string, AssemblyReferenceHandle> _assemblies = new(StringComparer.Ordinal);
    private readonly Dictionary<Type, EntityHandle> _types = [];

    /// <summary>Adds a method, but for one whose signature has a function pointer.</summary>
    public void Add(UsedMethod used)
    {
        var parameters = used.Method.GetParameters();
        if (parameters.Any(p => p.ParameterType.IsFunctionPointer || (p.ParameterType.GetElementType()?.IsFunctionPointer ?? false)))
            return;
        var signature = new BlobBuilder();
        new BlobEncoder(signature).MethodSignature(SignatureCallingConvention.Default, used.Arguments.Length, !used.Method.IsStatic)
            .Parameters(parameters.Length, returned => EncodeReturn(returned, used.Method), list =>
            {
                foreach (var parameter in parameters)
                {
                    var encoder = list.AddParameter();
                    EncodeModifiers(encoder.CustomModifiers(), parameter);
                    Encode(encoder.Type(parameter.ParameterType.IsByRef), WithoutReference(parameter.ParameterType));
                }
            });
        EntityHandle method = _metadata.AddMemberReference(TokenOf(used.Owner), _metadata.GetOrAddString(used.Method.Name), _metadata.GetOrAddBlob(signature));
        if (used.Arguments.Length > 0)
        {
            var arguments = new BlobBuilder();
            var encoder = new BlobEncoder(arguments).MethodSpecificationSignature(used.Arguments.Length);
            foreach (var argument in used.Arguments)
                Encode(encoder.AddArgument(), argument);
            method = _metadata.AddMethodSpecification(method, _metadata.GetOrAddBlob(arguments));
        }
        _methods.OpCode(ILOpCode.Ldtoken);
        _methods.Token(method);
        _methods.OpCode(ILOpCode.Pop);
    }

    /// <summary>The profile's file. To be called once.</summary>
    public byte[] ToBytes()
    {
        _metadata.AddModule(0, _metadata.GetOrAddString(name), _metadata.GetOrAddGuid(Guid.Empty), default, default);
        _metadata.AddAssembly(_metadata.GetOrAddString(name), new Version(0, 0, 0, 0), default, default, default, AssemblyHashAlgorithm.None);
        var bodies = new MethodBodyStreamEncoder(new BlobBuilder());
        _methods.OpCode(ILOpCode.Ret);
        var group = AddMethod("Methods", bodies.AddMethodBody(_methods));
        var groups = new InstructionEncoder(new BlobBuilder());
        // The compiler skips a group that names an assembly which it does not compile; the group's methods may be of any.
        groups.LoadString(_metadata.GetOrAddUserString("MultimodalPapers;"));
        groups.OpCode(ILOpCode.Ldtoken);
        groups.Token(group);
        groups.OpCode(ILOpCode.Pop);
        groups.OpCode(ILOpCode.Ret);
        AddMethod("AssemblyDictionary", bodies.AddMethodBody(groups));
        _metadata.AddTypeDefinition(default, default, _metadata.GetOrAddString("<Module>"), default, MetadataTokens.FieldDefinitionHandle(1), group);
        var image = new BlobBuilder();
        new ManagedPEBuilder(PEHeaderBuilder.CreateLibraryHeader(), new MetadataRootBuilder(_metadata), bodies.Builder).Serialize(image);
        return image.ToArray();
    }

    private MethodDefinitionHandle AddMethod(string methodName, int body)
    {
        var signature = new BlobBuilder();
        new BlobEncoder(signature).MethodSignature().Parameters(0, returned => returned.Void(), _ => { });
        return _metadata.AddMethodDefinition(MethodAttributes.Public | MethodAttributes.Static, MethodImplAttributes.IL, _metadata.GetOrAddString(methodName),
            _metadata.GetOrAddBlob(signature), body, MetadataTokens.ParameterHandle(1));
    }

    private void EncodeReturn(ReturnTypeEncoder encoder, MethodBase method)
    {
        if (method is MethodInfo { ReturnParameter: var returned })
            EncodeModifiers(encoder.CustomModifiers(), returned);
        if (method is not MethodInfo { ReturnType: var type } || type == typeof(void))
            encoder.Void();
        else
            Encode(encoder.Type(type.IsByRef), WithoutReference(type));
    }

    private void EncodeModifiers(CustomModifiersEncoder encoder, ParameterInfo parameter)
    {
        foreach (var modifier in parameter.GetRequiredCustomModifiers())
            encoder.AddModifier(ReferenceTo(modifier), isOptional: false);
        foreach (var modifier in parameter.GetOptionalCustomModifiers())
            encoder.AddModifier(ReferenceTo(modifier), isOptional: true);
    }

    private static Type WithoutReference(Type type) => type.IsByRef ? type.GetElementType()! : type;

    private EntityHandle TokenOf(Type type)
    {
        if (!type.IsGenericType && !type.IsArray)
            return ReferenceTo(type);
        var blob = new BlobBuilder();
        Encode(new BlobEncoder(blob).TypeSpecificationSignature(), type);
        return _metadata.AddTypeSpecification(_metadata.GetOrAddBlob(blob));
    }

    private void Encode(SignatureTypeEncoder encoder, Type type)
    {
        if (type.IsGenericTypeParameter)
            encoder.GenericTypeParameter(type.GenericParameterPosition);
        else if (type.IsGenericMethodParameter)
            encoder.GenericMethodTypeParameter(type.GenericParameterPosition);
        else if (type.IsSZArray)
            Encode(encoder.SZArray(), type.GetElementType()!);
        else if (type.IsArray)
            encoder.Array(element => Encode(element, type.GetElementType()!), shape => shape.Shape(type.GetArrayRank(), [], [.. new int[type.GetArrayRank()]]));
        else if (type == typeof(void*))
            encoder.VoidPointer();
        else if (type.IsPointer)
            Encode(encoder.Pointer(), type.GetElementType()!);
        else if (type.IsGenericType)
            EncodeGeneric(encoder, type);
        else if (PrimitiveOf(type) is { } primitive)
            encoder.PrimitiveType(primitive);
        else
            encoder.Type(ReferenceTo(type), type.IsValueType);
    }

    private void EncodeGeneric(SignatureTypeEncoder encoder, Type type)
    {
        var arguments = type.GetGenericArguments();
        var list = encoder.GenericInstantiation(ReferenceTo(type.GetGenericTypeDefinition()), arguments.Length, type.IsValueType);
        foreach (var argument in arguments)
            Encode(list.AddArgument(), argument);
    }

    private static PrimitiveTypeCode? PrimitiveOf(Type type) =>
        type == typeof(object) ? PrimitiveTypeCode.Object
        : type == typeof(string) ? PrimitiveTypeCode.String
        : type == typeof(nint) ? PrimitiveTypeCode.IntPtr
        : type == typeof(nuint) ? PrimitiveTypeCode.UIntPtr
        : type.IsEnum ? null
        : Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => PrimitiveTypeCode.Boolean,
            TypeCode.Char => PrimitiveTypeCode.Char,
            TypeCode.SByte => PrimitiveTypeCode.SByte,
            TypeCode.Byte => PrimitiveTypeCode.Byte,
            TypeCode.Int16 => PrimitiveTypeCode.Int16,
            TypeCode.UInt16 => PrimitiveTypeCode.UInt16,
            TypeCode.Int32 => PrimitiveTypeCode.Int32,
            TypeCode.UInt32 => PrimitiveTypeCode.UInt32,
            TypeCode.Int64 => PrimitiveTypeCode.Int64,
            TypeCode.UInt64 => PrimitiveTypeCode.UInt64,
            TypeCode.Single => PrimitiveTypeCode.Single,
            TypeCode.Double => PrimitiveTypeCode.Double,
            _ => null,
        };

    private EntityHandle ReferenceTo(Type type)
    {
        if (type.IsGenericType)
            type = type.GetGenericTypeDefinition();
        if (_types.TryGetValue(type, out var handle))
            return handle;
        if (type == typeof(AnyClass))
            handle = _metadata.AddTypeReference(ReferenceTo("System.Private.Canon", new Version(0, 0, 0, 0)), _metadata.GetOrAddString("System"), _metadata.GetOrAddString("__Canon"));
        else if (type.DeclaringType is { } outer)
            handle = _metadata.AddTypeReference(ReferenceTo(outer), default, _metadata.GetOrAddString(type.Name));
        else
            handle = _metadata.AddTypeReference(ReferenceTo(type.Assembly.GetName().Name!, type.Assembly.GetName().Version!),
                type.Namespace is { } space ? _metadata.GetOrAddString(space) : default, _metadata.GetOrAddString(type.Name));
        _types.Add(type, handle);
        return handle;
    }

    private AssemblyReferenceHandle ReferenceTo(string assembly, Version version)
    {
        if (!_assemblies.TryGetValue(assembly, out var handle))
            _assemblies.Add(assembly, handle = _metadata.AddAssemblyReference(_metadata.GetOrAddString(assembly), version, default, default, default, default));
        return handle;
    }
}

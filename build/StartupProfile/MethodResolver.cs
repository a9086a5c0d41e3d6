using System.Reflection;
using System.Runtime.Loader;

namespace MultimodalPapers.StartupProfile;

/// <param name="Method">Of the generic definition, where the owner is generic.</param>
/// <param name="Owner">With its type arguments; <see cref="AnyClass"/> stands for code that all classes share.</param>
/// <param name="Arguments">The method's own type arguments.</param>
internal sealed record UsedMethod(MethodBase Method, Type Owner, Type[] Arguments);

/// <summary>Stands for the runtime's own <c>System.__Canon</c>, with which no type can be made.</summary>
internal sealed class AnyClass;

/// <summary>Finds the methods that the runtime's texts name, by reflection over the program and the framework.</summary>
/// <remarks>A text names no assembly and abbreviates parameters, so all methods that fit are given: one too many costs a little room, one too few a compilation at each start.</remarks>
internal sealed class MethodResolver
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<string, Type> Primitives = new(StringComparer.Ordinal)
    {
        ["bool"] = typeof(bool),
        ["char"] = typeof(char),
        ["byte"] = typeof(byte),
        ["sbyte"] = typeof(sbyte),
        ["short"] = typeof(short),
        ["ushort"] = typeof(ushort),
        ["int"] = typeof(int),
        ["uint"] = typeof(uint),
        ["long"] = typeof(long),
        ["ulong"] = typeof(ulong),
        ["nint"] = typeof(nint),
        ["nuint"] = typeof(nuint),
        ["float"] = typeof(float),
        ["double"] = typeof(double),
        ["System.__Canon"] = typeof(AnyClass),
    };

    private readonly Assembly[] _assemblies;
    private readonly Dictionary<string, Type[]> _types = new(StringComparer.Ordinal);

    public MethodResolver(string program)
    {
        // Of an assembly that both have, the framework that runs this tool has it loaded already.
        var framework = Directory.GetFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll").ToLookup(file => Path.GetFileName(file), StringComparer.OrdinalIgnoreCase);
        var own = Directory.GetFiles(Path.GetDirectoryName(Path.GetFullPath(program))!, "*.dll").Where(file => !framework.Contains(Path.GetFileName(file)));
        _assemblies = [.. own.Concat(framework.SelectMany(files => files)).Order(StringComparer.Ordinal).Select(Load).OfType<Assembly>().Append(typeof(object).Assembly).Distinct()];
    }

    private static Assembly? Load(string file)
    {
        try
        {
            return AssemblyLoadContext.Default.LoadFromAssemblyPath(file);
        }
        catch (Exception error) when (error is BadImageFormatException or IOException)
        {
            // No managed code, or the one assembly that cannot be loaded by its path: that of object.
            return null;
        }
    }

    /// <summary>The methods that a text may mean; none for what only the runtime itself can make.</summary>
    public List<UsedMethod> Find(string text)
    {
        var colon = OutsideBrackets(text, ':');
        var parenthesis = OutsideBrackets(text, '(');
        if (colon < 0 || parenthesis < colon)
            return [];
        var name = text[(colon + 1)..parenthesis];
        Type[] arguments = [];
        if (name.EndsWith(']'))
        {
            var bracket = OutsideBrackets(name, '[');
            if (TypesOf(name[(bracket + 1)..^1]) is not { } own)
                return [];
            (name, arguments) = (name[..bracket], own);
        }
        var parameters = text[(parenthesis + 1)..text.LastIndexOf(')')];
        var count = parameters.Length == 0 ? 0 : Parts(parameters).Count;
        return [.. Types(text[..colon]).SelectMany(owner => Candidates(owner, name, arguments.Length)
            .Where(m => m.GetParameters().Length == count).Select(m => new UsedMethod(m, owner, arguments)))];
    }

    private static IEnumerable<MethodBase> Candidates(Type owner, string name, int arguments)
    {
        var definition = owner.IsGenericType ? owner.GetGenericTypeDefinition() : owner;
        return name is ".ctor" or ".cctor"
            ? definition.GetConstructors(All).Where(c => c.Name == name)
            : definition.GetMethods(All).Where(m => m.Name == name && m.GetGenericArguments().Length == arguments);
    }

    /// <summary>The types of a name: several where assemblies have their own copies.</summary>
    private IEnumerable<Type> Types(string text)
    {
        var bracket = text.IndexOf('[', StringComparison.Ordinal);
        if (bracket < 0 || !text.EndsWith(']'))
            return bracket < 0 ? Named(text) : [];
        return TypesOf(text[(bracket + 1)..^1]) is { } arguments
            ? Named(text[..bracket]).Where(t => t.IsGenericTypeDefinition && t.GetGenericArguments().Length == arguments.Length).Select(t => Made(t, arguments)).OfType<Type>()
            : [];
    }

    private Type[]? TypesOf(string list)
    {
        var parts = Parts(list);
        var types = parts.Select(TypeOf).OfType<Type>().ToArray();
        return types.Length == parts.Count ? types : null;
    }

    private Type? TypeOf(string text) =>
        text.EndsWith("[]", StringComparison.Ordinal) ? TypeOf(text[..^2])?.MakeArrayType()
        : Primitives.TryGetValue(text, out var primitive) ? primitive
        : Types(text).FirstOrDefault();

    private Type[] Named(string name)
    {
        if (!_types.TryGetValue(name, out var types))
            _types.Add(name, types = [.. _assemblies.Select(a => TypeIn(a, name)).OfType<Type>().Distinct()]);
        return types;
    }

    private static Type? TypeIn(Assembly assembly, string name)
    {
        try
        {
            return assembly.GetType(name);
        }
        catch (Exception error) when (error is ArgumentException or IOException or TypeLoadException)
        {
            // No name of a type, or one that the assembly forwards to another that is not here.
            return null;
        }
    }

    private static Type? Made(Type definition, Type[] arguments)
    {
        try
        {
            return definition.MakeGenericType(arguments);
        }
        catch (ArgumentException)
        {
            // A constraint that the stand-in for all classes does not meet.
            return null;
        }
    }

    private static int OutsideBrackets(string text, char sought)
    {
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (depth == 0 && text[i] == sought)
                return i;
            depth += text[i] switch { '[' => 1, ']' => -1, _ => 0 };
        }
        return -1;
    }

    private static List<string> Parts(string list)
    {
        var parts = new List<string>();
        int depth = 0, from = 0;
        for (var i = 0; i < list.Length; i++)
        {
            depth += list[i] switch { '[' or '(' => 1, ']' or ')' => -1, _ => 0 };
            if (depth > 0 || list[i] != ',')
                continue;
            parts.Add(list[from..i]);
            from = i + 1;
        }
        parts.Add(list[from..]);
        return parts;
    }
}

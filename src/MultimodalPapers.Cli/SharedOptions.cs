using System.CommandLine;
using System.Globalization;
using System.Numerics;
using MultimodalPapers.Catalogue;
using MultimodalPapers.Graph;

namespace MultimodalPapers.Cli;

/// <summary>Arguments and options that several commands have, each made anew for its command.</summary>
internal static class SharedOptions
{
    private static readonly Lazy<Task<NameCatalogue>> BuiltIn = new(() => Task.Run(() => NameCatalogue.Default));

    public static Argument<string[]> Paths()
    {
        var paths = new Argument<string[]>("path")
        {
            Description = "Lists, or folders of lists (read recursively), or patterns such as lists/*.md.",
            Arity = ArgumentArity.OneOrMore,
        };
        // An option that the command does not have would else be read as a path, and its value as another.
        paths.Validators.Add(static result =>
        {
            foreach (var token in result.Tokens)
            {
                if (token.Value.StartsWith("--", StringComparison.Ordinal) && !Path.Exists(token.Value))
                    result.AddError($"There is no option '{token.Value}' here. '--help' shows those that there are.");
            }
        });
        return paths;
    }

    /// <summary>An option with a number. Whatever is none, or not as expected, is told in a sentence.</summary>
    public static Option<T?> Number<T>(string name, string helpName, string description, string expected, Func<T, bool> isExpected, T? otherwise = null)
        where T : struct, INumber<T>
    {
        var option = new Option<T?>(name)
        {
            Description = description,
            HelpName = helpName,
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (T.TryParse(text, CultureInfo.InvariantCulture, out var number) && isExpected(number))
                    return number;
                result.AddError($"{name} expects {expected}; '{text}' is none.");
                return null;
            },
        };
        if (otherwise is not null)
            option.DefaultValueFactory = _ => otherwise;
        return option;
    }

    public static Option<string[]> Catalogue() => new("--catalogue")
    {
        Description = "A YAML file that adds names to the built-in catalogue; may be given several times.",
        HelpName = "file",
    };

    public static Option<string> From() => new("--from")
    {
        Description = "The graph file.",
        HelpName = "graph.jsonl",
        DefaultValueFactory = _ => Path.Combine("out", "graph.jsonl"),
    };

    /// <summary>The built-in catalogue with the user's files, which begins to load when it is first asked for.</summary>
    /// <exception cref="CatalogueException">A file is bad.</exception>
    public static Task<NameCatalogue> LoadAsync(string[]? files) => files is null or [] ? BuiltIn.Value : Task.Run(() => NameCatalogue.Load(files));

    /// <summary>The built-in catalogue with the user's files.</summary>
    /// <exception cref="CatalogueException">A file is bad.</exception>
    public static NameCatalogue Load(string[]? files) => files is null or [] ? NameCatalogue.Default : NameCatalogue.Load(files);

    /// <summary>The graph in a file.</summary>
    /// <exception cref="UserException">There is no such file.</exception>
    /// <exception cref="GraphFormatException">It is no graph.</exception>
    public static KnowledgeGraph ReadGraph(string path) => File.Exists(path)
        ? GraphJsonLines.ReadFile(path)
        : throw new UserException($"There is no graph at '{path}'. Make one with 'multimodal-papers build LISTS', or name it with --from.");
}

using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using MultimodalPapers.Extraction;
using MultimodalPapers.Text;
using YamlDotNet.Core;

namespace MultimodalPapers.Catalogue;

/// <summary>What one catalogue file defines, in the order of the file.</summary>
internal sealed record CatalogueFile(ImmutableArray<CatalogueThing> Things, ImmutableArray<CatalogueVenue> Venues);

/// <summary>Reads one catalogue file from its YAML events, which carry line numbers; a deserialiser by reflection would cost the program's start too much.</summary>
internal sealed class CatalogueReader
{
    /// <summary>Longest spelling that the matcher can take, in characters without separators.</summary>
    internal const int LongestKey = 128;

    private const string Sections = "'language models', 'encoders', 'generators', 'multimodal models', 'techniques', 'organizations', 'datasets' or 'venues'";
    private static readonly SearchValues<char> ArchiveSigns = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-.");
    private readonly string _file;
    private readonly List<YamlEvent> _events;
    private int _at;

    private CatalogueReader(List<YamlEvent> events, string file) => (_events, _file) = (events, file);

    /// <param name="text">YAML as described in the README.</param>
    /// <param name="file">The name that things and errors carry.</param>
    /// <exception cref="CatalogueException">The text is not YAML, or not in the catalogue's format; the message has the line and what was expected.</exception>
    public static CatalogueFile Read(string text, string file)
    {
        try
        {
            return new CatalogueReader(CatalogueYaml.Read(text), file).ReadFile();
        }
        catch (YamlException error)
        {
            throw new CatalogueException(file, (int)error.Start.Line, $"not valid YAML: {error.Message}", error);
        }
    }

    private CatalogueFile ReadFile()
    {
        var things = ImmutableArray.CreateBuilder<CatalogueThing>();
        var venues = ImmutableArray.CreateBuilder<CatalogueVenue>();
        if (Current.Kind == YamlKind.End)
            throw new CatalogueException(_file, 1, $"the file is empty; expected {Sections} with a list of things under it.");
        Expect(YamlKind.MappingStart, $"a mapping with {Sections}");
        while (!Ends(YamlKind.MappingEnd))
        {
            var (section, line) = Key();
            Expect(YamlKind.SequenceStart, $"a list of things under '{section}'");
            while (!Ends(YamlKind.SequenceEnd))
            {
                Expect(YamlKind.MappingStart, "a thing, such as \"- name: LLaVA\"");
                if (section == "venues")
                    venues.Add(Venue(Current.Line));
                else
                    things.Add(Thing(section, line, Current.Line));
            }
        }
        _at++;
        return Current.Kind == YamlKind.End ? new CatalogueFile(things.ToImmutable(), venues.ToImmutable())
            : throw Wrong("a second YAML document; expected one in a file");
    }

    private CatalogueThing Thing(string section, int sectionLine, int line)
    {
        var (kind, type) = section switch
        {
            "language models" => (ThingKind.Model, ModelType.LanguageModel),
            "encoders" => (ThingKind.Model, ModelType.Encoder),
            "generators" => (ThingKind.Model, ModelType.Generator),
            "multimodal models" => (ThingKind.Model, ModelType.MultimodalModel),
            "techniques" => (ThingKind.Technique, (ModelType?)null),
            "organizations" => (ThingKind.Organization, null),
            "datasets" => (ThingKind.Dataset, null),
            _ => throw new CatalogueException(_file, sectionLine, $"unknown top-level key '{section}'; expected {Sections}."),
        };
        var fields = new Fields();
        while (!Ends(YamlKind.MappingEnd))
        {
            var (key, keyLine) = Key();
            if (!ThingField(fields, kind, key))
                throw new CatalogueException(_file, keyLine, $"unknown key '{key}' in {section}; expected {AllowedKeys(kind)}.");
        }
        return new CatalogueThing
        {
            Kind = kind,
            Name = NameOf(fields, line, section),
            ModelType = type,
            OrganizationType = fields.OrganizationType,
            Spellings = fields.Spellings,
            Not = fields.Not,
            Ordinary = fields.Ordinary,
            Benchmark = fields.Benchmark,
            Makers = fields.Makers,
            Year = fields.Year,
            Source = fields.Source,
            Broader = fields.Broader,
            Background = [.. fields.Background.Select(fact => fact.Source.Length > 0 ? fact : fact with { Source = fields.Source ?? "" })],
            File = _file,
            Line = line,
        };
    }

    private CatalogueVenue Venue(int line)
    {
        var fields = new Fields();
        VenueType? type = null;
        while (!Ends(YamlKind.MappingEnd))
        {
            var (key, keyLine) = Key();
            switch (key)
            {
                case "name": fields.Name = Spelling(key); break;
                case "type": type = OneOf<VenueType>(key); break;
                case "spellings": fields.Spellings = List(key, Spelling); break;
                case "ordinary": fields.Ordinary = YesOrNo(key); break;
                default: throw new CatalogueException(_file, keyLine, $"unknown key '{key}' in venues; expected name, type, spellings or ordinary.");
            }
        }
        return new CatalogueVenue { Name = NameOf(fields, line, "venues"), Type = type, Spellings = fields.Spellings, Ordinary = fields.Ordinary, File = _file, Line = line };
    }

    private string NameOf(Fields fields, int line, string section) =>
        fields.Name ?? throw new CatalogueException(_file, line, $"a thing without a name in {section}; expected \"name: ...\".");

    private sealed class Fields
    {
        public string? Name { get; set; }
        public ImmutableArray<string> Spellings { get; set; } = [];
        public ImmutableArray<string> Not { get; set; } = [];
        public bool Ordinary { get; set; }
        public bool Benchmark { get; set; }
        public ImmutableArray<string> Makers { get; set; } = [];
        public int? Year { get; set; }
        public string? Source { get; set; }
        public ImmutableArray<string> Broader { get; set; } = [];
        public ImmutableArray<BackgroundFact> Background { get; set; } = [];
        public OrganizationType? OrganizationType { get; set; }
    }

    private static string AllowedKeys(ThingKind kind) => "name, spellings, not, ordinary" + kind switch
    {
        ThingKind.Model => ", year, makers, source, backbone, encoder, generator or derived from",
        ThingKind.Technique => ", year, makers, source or broader",
        ThingKind.Dataset => ", year, makers, source or benchmark",
        _ => ", year, source or type",
    };

    /// <returns>False where things of the kind have no such field.</returns>
    private bool ThingField(Fields fields, ThingKind kind, string key)
    {
        switch (key, kind)
        {
            case ("name", _): fields.Name = Spelling(key); return true;
            case ("spellings", _): fields.Spellings = List(key, Spelling); return true;
            case ("not", _): fields.Not = List(key, Spelling); return true;
            case ("ordinary", _): fields.Ordinary = YesOrNo(key); return true;
            case ("year", _): fields.Year = YearOf(key); return true;
            case ("source", _): fields.Source = SourceOf(key); return true;
            case ("makers", not ThingKind.Organization): fields.Makers = List(key, Text); return true;
            case ("benchmark", ThingKind.Dataset): fields.Benchmark = YesOrNo(key); return true;
            case ("broader", ThingKind.Technique): fields.Broader = List(key, Text); return true;
            case ("type", ThingKind.Organization): fields.OrganizationType = OneOf<OrganizationType>(key); return true;
            case ("backbone", ThingKind.Model): AddFacts(fields, key, Relation.UsesBackbone); return true;
            case ("encoder", ThingKind.Model): AddFacts(fields, key, Relation.UsesEncoder); return true;
            case ("generator", ThingKind.Model): AddFacts(fields, key, Relation.UsesGenerator); return true;
            case ("derived from", ThingKind.Model): AddFacts(fields, key, Relation.DerivedFrom); return true;
            default: return false;
        }
    }

    private void AddFacts(Fields fields, string key, Relation relation) =>
        fields.Background = fields.Background.AddRange(List(key, _ => Fact(key, relation)));

    private BackgroundFact Fact(string key, Relation relation)
    {
        var start = Current.Line;
        if (Current.Kind != YamlKind.MappingStart)
            return new BackgroundFact(relation, Text(key), "");
        string? name = null, source = null;
        while (!Ends(YamlKind.MappingEnd))
        {
            var (field, line) = Key();
            switch (field)
            {
                case "name": name = Text(field); break;
                case "source": source = CheckedSource(); break;
                default: throw new CatalogueException(_file, line, $"unknown key '{field}' under '{key}'; expected name or source.");
            }
        }
        return new BackgroundFact(relation, name ?? throw new CatalogueException(_file, start, $"a {key} without a name."), source ?? "");
    }

    private ImmutableArray<T> List<T>(string key, Func<string, T> item)
    {
        if (Current.Kind != YamlKind.SequenceStart)
            throw Wrong($"'{key}' must be a list, such as [LLaMA, Vicuna]");
        var items = ImmutableArray.CreateBuilder<T>();
        while (!Ends(YamlKind.SequenceEnd))
            items.Add(item(key));
        return items.ToImmutable();
    }

    private string Text(string key) => Current.Kind == YamlKind.Scalar && !string.IsNullOrWhiteSpace(Current.Value) ? Current.Value.Trim()
        : throw Wrong($"'{key}' must be a text");

    private string Spelling(string key)
    {
        var text = Text(key);
        var length = Folding.Key(text).Length;
        if (length == 0 || (length == 1 && char.IsAsciiLetterOrDigit(text.Trim()[0])))
            throw Wrong($"'{text}' is too short for a spelling: it would be found everywhere; expected at least two letters or digits");
        return length <= LongestKey ? text : throw Wrong($"a spelling of {length} characters; expected at most {LongestKey}");
    }

    private bool YesOrNo(string key) => Text(key) switch
    {
        "true" => true,
        "false" => false,
        var other => throw Wrong($"'{key}' is '{other}'; expected true or false"),
    };

    private int YearOf(string key) => int.TryParse(Text(key), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1900 and < 2100 ? year
        : throw Wrong($"'{key}' is '{Text(key)}'; expected a year, such as 2023");

    private T OneOf<T>(string key)
        where T : struct, Enum
    {
        var text = Text(key);
        foreach (var value in Enum.GetValues<T>())
        {
            if (value.ToString().Equals(text, StringComparison.OrdinalIgnoreCase))
                return value;
        }
        throw Wrong($"'{key}' is '{text}'; expected {string.Join(", ", Enum.GetNames<T>().Select(name => name.ToLowerInvariant()))}");
    }

    private string SourceOf(string key) => Current.Kind == YamlKind.Scalar ? CheckedSource() : throw Wrong($"'{key}' must be a text");

    private string CheckedSource()
    {
        var text = Text("source");
        if (text.StartsWith("arXiv:", StringComparison.Ordinal))
        {
            return IsArxivId(text.AsSpan(6)) ? text
                : throw Wrong($"'{text}' is no arXiv identifier; expected one without version, such as arXiv:2304.08485 or arXiv:cs/0112017");
        }
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? text
            : throw Wrong($"the source '{text}' is neither an arXiv identifier nor an address; expected arXiv:2304.08485 or https://...");
    }

    private static bool IsArxivId(ReadOnlySpan<char> id)
    {
        var dot = id.IndexOf('.');
        if (dot == 4)
        {
            return AllDigits(id[..4]) && int.Parse(id[2..4], CultureInfo.InvariantCulture) is >= 1 and <= 12
                && id.Length is 9 or 10 && AllDigits(id[5..]);
        }
        var slash = id.IndexOf('/');
        return slash > 0 && id.Length - slash - 1 == 7 && AllDigits(id[(slash + 1)..])
            && !id[..slash].ContainsAnyExcept(ArchiveSigns);
    }

    private static bool AllDigits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;

    // The place is kept so that the current event is the value to read: Key and Ends move on to it.

    private YamlEvent Current => _events[_at];

    private (string Name, int Line) Key()
    {
        var key = Current.Kind == YamlKind.Scalar ? Current : throw Wrong("expected a key, such as name");
        _at++;
        return (key.Value, key.Line);
    }

    /// <summary>Moves on, and says whether that was the end.</summary>
    private bool Ends(YamlKind end)
    {
        _at++;
        if (Current.Kind == YamlKind.Alias)
            throw Wrong("a YAML alias; expected the value itself");
        return Current.Kind == end;
    }

    private void Expect(YamlKind kind, string expected)
    {
        if (Current.Kind != kind)
            throw Wrong($"expected {expected}");
    }

    private CatalogueException Wrong(string reason) => new(_file, Current.Line, reason + ".");
}

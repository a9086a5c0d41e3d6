using System.Collections.Immutable;
using System.Reflection;
using MultimodalPapers.Extraction;
using MultimodalPapers.Text;

namespace MultimodalPapers.Catalogue;

/// <summary>The known names of models, techniques, organisations, datasets and venues, with their spellings and published facts.</summary>
/// <remarks>Immutable; safe for use by several threads.</remarks>
public sealed class NameCatalogue
{
    private const string ResourcePrefix = "catalogue/";
    private static readonly Lazy<CatalogueFile> BuiltIn = new(ReadEmbedded);
    private static readonly Lazy<NameCatalogue> Embedded = new(() => new NameCatalogue([BuiltIn.Value]));

    private static readonly int Kinds = (int)ThingKind.Dataset + 1;

    // By folded name, in the order of kinds; null where no thing of a kind has the name.
    private readonly Dictionary<string, CatalogueThing?[]> _things = new(StringComparer.Ordinal);
    private readonly Openings _openings = new("");
    private readonly int _longestName;
    private readonly Lazy<VenueNames> _venues;
    private readonly Lazy<HashSet<string>> _papers;
    private readonly Lazy<CatalogueMatcher> _matcher;

    private NameCatalogue(IReadOnlyList<CatalogueFile> layers)
    {
        Things = MergeThings(layers);
        Venues = MergeVenues(layers);
        foreach (var thing in Things)
            Claim(thing.Name, thing);
        foreach (var thing in Things)
        {
            foreach (var spelling in thing.Spellings)
                Claim(spelling, thing);
        }
        _longestName = _things.Count == 0 ? 0 : _things.Keys.Max(key => key.Length);
        _venues = new(() => new VenueNames(Venues));
        _matcher = new(() => new CatalogueMatcher(Things));
        _papers = new(() => PapersOf(Things));
    }

    // The first to claim a name has it.
    private void Claim(string name, CatalogueThing thing)
    {
        var key = Folding.Key(name);
        if (!_things.TryGetValue(key, out var ofKinds))
        {
            _things.Add(key, ofKinds = new CatalogueThing?[Kinds]);
            _openings.Add(key);
        }
        ofKinds[(int)thing.Kind] ??= thing;
    }

    /// <summary>The program's own catalogue, read on first use.</summary>
    public static NameCatalogue Default => Embedded.Value;

    /// <summary>Things in the order of precedence: those of later files first, the built-in ones last; within a file in its order.</summary>
    /// <remarks>Where two things claim one spelling, the first has it.</remarks>
    public ImmutableArray<CatalogueThing> Things { get; }

    /// <summary>Venues, in the same order of precedence.</summary>
    public ImmutableArray<CatalogueVenue> Venues { get; }

    /// <summary>Finds the names in a text. Built on first use.</summary>
    public CatalogueMatcher Matcher => _matcher.Value;

    /// <summary>The program's own catalogue with files of the user's on top of it.</summary>
    /// <param name="extraFiles">Paths of YAML files in the format of the built-in ones; later files have precedence.</param>
    /// <remarks>
    /// A thing of the same kind and (folded) name as one before it extends that one: its spellings, <c>not</c> phrases, makers, broader techniques and
    /// background facts are added; year, source, type, <c>ordinary</c> and <c>benchmark</c> replace the earlier ones where given.
    /// A new thing that claims a spelling of a built-in one takes it over.
    /// </remarks>
    /// <exception cref="CatalogueException">A file cannot be read, or is not in the catalogue's format.</exception>
    public static NameCatalogue Load(IEnumerable<string> extraFiles)
    {
        ArgumentNullException.ThrowIfNull(extraFiles);
        var layers = new List<CatalogueFile>();
        foreach (var file in extraFiles)
            layers.Add(ReadFile(file));
        return layers.Count == 0 ? Default : new NameCatalogue([BuiltIn.Value, .. layers]);
    }

    /// <summary>This catalogue with further things of least precedence: where it has a name or spelling already, it keeps it.</summary>
    public NameCatalogue With(ImmutableArray<CatalogueThing> things)
    {
        var added = things.Where(thing => Enum.GetValues<ThingKind>().All(kind => Find(kind, thing.Name) is null)).ToImmutableArray();
        return added.IsEmpty ? this : new NameCatalogue([new CatalogueFile([.. Things, .. added], Venues)]);
    }

    /// <summary>A catalogue of exactly these texts, without the built-in one; for tests and tools.</summary>
    /// <param name="texts">File names, which errors name, and YAML texts; later ones have precedence.</param>
    /// <exception cref="CatalogueException">A text is not in the catalogue's format.</exception>
    public static NameCatalogue Parse(params IEnumerable<(string File, string Yaml)> texts) =>
        new([.. texts.Select(text => CatalogueReader.Read(text.Yaml, text.File))]);

    /// <summary>The thing of a kind with this canonical name or other spelling, folded by <see cref="Folding.Key"/>; null where there is none.</summary>
    /// <remarks>Canonical names win over other spellings. Sizes are no part of a name: <c>Vicuna-7B</c> is not found.</remarks>
    public CatalogueThing? Find(ThingKind kind, string nameOrSpelling)
    {
        ArgumentNullException.ThrowIfNull(nameOrSpelling);
        return FindFirst(nameOrSpelling, [kind]);
    }

    /// <summary>As <see cref="Find"/>, of the first of several kinds that has such a thing.</summary>
    internal CatalogueThing? FindFirst(ReadOnlySpan<char> nameOrSpelling, ReadOnlySpan<ThingKind> kinds)
    {
        if (!_openings.MayBeAt(nameOrSpelling, 0))
            return null;
        Span<char> ascii = stackalloc char[Folding.AsciiKeyLength];
        var key = Folding.ShortKey(nameOrSpelling, ascii);
        if (key.Length > _longestName || !_things.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key, out var ofKinds))
            return null;
        foreach (var kind in kinds)
        {
            if (ofKinds[(int)kind] is { } thing)
                return thing;
        }
        return null;
    }

    /// <summary>The venue that a text names, with or without year, track and kind of presentation (<c>ICLR 2026 (Poster)</c>); null where it names none.</summary>
    public CatalogueVenue? FindVenue(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return _venues.Value.Find(text);
    }

    /// <summary>Whether a paper is the primary source of some thing.</summary>
    /// <param name="arxiv">Its arXiv identifier, without version.</param>
    internal bool IsSource(string arxiv) => _papers.Value.Contains(arxiv);

    private static HashSet<string> PapersOf(ImmutableArray<CatalogueThing> things)
    {
        var papers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var thing in things)
        {
            if (thing.Source is { } source && source.StartsWith("arXiv:", StringComparison.OrdinalIgnoreCase))
                papers.Add(source[6..]);
        }
        return papers;
    }

    private static CatalogueFile ReadEmbedded()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var things = ImmutableArray.CreateBuilder<CatalogueThing>();
        var venues = ImmutableArray.CreateBuilder<CatalogueVenue>();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(ResourcePrefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var text = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var file = CatalogueReader.Read(text.ReadToEnd(), name[ResourcePrefix.Length..]);
            things.AddRange(file.Things);
            venues.AddRange(file.Venues);
        }
        return new CatalogueFile(things.ToImmutable(), venues.ToImmutable());
    }

    private static CatalogueFile ReadFile(string path)
    {
        try
        {
            return CatalogueReader.Read(File.ReadAllText(path), path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CatalogueException(path, 0, $"cannot be read: {error.Message}", error);
        }
    }

    private static ImmutableArray<CatalogueThing> MergeThings(IReadOnlyList<CatalogueFile> layers)
    {
        if (layers.Count == 1)
            return layers[0].Things;
        var merged = new List<CatalogueThing>();
        foreach (var layer in layers)
        {
            var known = new Dictionary<(ThingKind, string), int>();
            for (var i = 0; i < merged.Count; i++)
                known.TryAdd((merged[i].Kind, Folding.Key(merged[i].Name)), i);
            var added = new List<CatalogueThing>();
            foreach (var thing in layer.Things)
            {
                if (known.TryGetValue((thing.Kind, Folding.Key(thing.Name)), out var index))
                    merged[index] = Extend(merged[index], thing);
                else
                    added.Add(thing);
            }
            merged.InsertRange(0, added);
        }
        return [.. merged];
    }

    private static CatalogueThing Extend(CatalogueThing known, CatalogueThing extension) => extension with
    {
        ModelType = extension.ModelType ?? known.ModelType,
        OrganizationType = extension.OrganizationType ?? known.OrganizationType,
        Spellings = Joined(known.Name == extension.Name ? known.Spellings : known.Spellings.Insert(0, known.Name), extension.Spellings),
        Not = Joined(known.Not, extension.Not),
        Ordinary = extension.Ordinary || known.Ordinary,
        Benchmark = extension.Benchmark || known.Benchmark,
        Makers = Joined(known.Makers, extension.Makers),
        Year = extension.Year ?? known.Year,
        Source = extension.Source ?? known.Source,
        Broader = Joined(known.Broader, extension.Broader),
        Background = [.. known.Background, .. extension.Background.Where(fact => !known.Background.Any(k => k.Relation == fact.Relation && k.Name == fact.Name))],
    };

    private static ImmutableArray<string> Joined(ImmutableArray<string> first, ImmutableArray<string> second) => [.. first.Union(second)];

    private static ImmutableArray<CatalogueVenue> MergeVenues(IReadOnlyList<CatalogueFile> layers)
    {
        var merged = new List<CatalogueVenue>();
        foreach (var layer in layers)
        {
            var added = new List<CatalogueVenue>();
            foreach (var venue in layer.Venues)
            {
                var index = merged.FindIndex(known => Folding.Key(known.Name) == Folding.Key(venue.Name));
                if (index >= 0)
                    merged[index] = venue with { Type = venue.Type ?? merged[index].Type, Spellings = Joined(merged[index].Spellings, venue.Spellings) };
                else
                    added.Add(venue);
            }
            merged.InsertRange(0, added);
        }
        return [.. merged];
    }
}

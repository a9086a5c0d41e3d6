using System.Collections.Immutable;
using System.Globalization;
using MultimodalPapers.Extraction;
using MultimodalPapers.Text;

namespace MultimodalPapers.Catalogue;

/// <summary>Something in a catalogue that its keeper should look at.</summary>
/// <param name="File">The catalogue file.</param>
/// <param name="Line">1-based line of the thing.</param>
/// <param name="Rule">The name of the check, such as <c>claimed-twice</c>.</param>
/// <param name="Message">What is wrong, and what to do.</param>
public sealed record CatalogueFinding(string File, int Line, string Rule, string Message)
{
    public override string ToString() => $"{File}:{Line}: {Rule}: {Message}";
}

/// <summary>Looks for contradictions that the format alone does not exclude.</summary>
public static class CatalogueCheck
{
    /// <summary>The findings by file, line, rule and message; empty for a catalogue in order.</summary>
    /// <remarks>
    /// Rules: <c>claimed-twice</c> (a spelling of two things), <c>unknown-name</c> (a maker, broader technique or lineage fact that names nothing in the catalogue),
    /// <c>other-spelling</c> (one that names a thing by other than its canonical name), <c>no-source</c> (lineage facts without a source), <c>circle</c>, <c>back-in-time</c> (a model
    /// that builds on a later one), <c>size-in-spelling</c>, <c>repeated-spelling</c>, <c>not-found</c> (a spelling that the matcher's own rules hide), <c>idle-phrase</c>
    /// (a <c>not</c> phrase without a spelling in it) and <c>unsorted</c>.
    /// </remarks>
    public static ImmutableArray<CatalogueFinding> Check(NameCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        var findings = new List<CatalogueFinding>();
        ClaimedTwice(catalogue, findings);
        foreach (var thing in catalogue.Things)
        {
            Names(catalogue, thing, findings);
            Spellings(catalogue, thing, findings);
            Times(catalogue, thing, findings);
        }
        Circles(catalogue, findings);
        Unsorted(catalogue, findings);
        return [.. findings.Distinct().OrderBy(f => f.File, StringComparer.Ordinal).ThenBy(f => f.Line).ThenBy(f => f.Rule, StringComparer.Ordinal).ThenBy(f => f.Message, StringComparer.Ordinal)];
    }

    private static void ClaimedTwice(NameCatalogue catalogue, List<CatalogueFinding> findings)
    {
        var claims = new Dictionary<string, CatalogueThing>(StringComparer.Ordinal);
        foreach (var thing in catalogue.Things)
        {
            foreach (var spelling in thing.Spellings.Prepend(thing.Name))
            {
                if (!claims.TryAdd(Folding.Key(spelling), thing) && claims[Folding.Key(spelling)] is var other && !ReferenceEquals(other, thing))
                    findings.Add(new(thing.File, thing.Line, "claimed-twice",
                        $"'{spelling}' of {Called(thing)} is also a spelling of {Called(other)} ({other.File}:{other.Line}), which has it; take it from one of the two."));
            }
        }
        var venues = new Dictionary<string, CatalogueVenue>(StringComparer.Ordinal);
        foreach (var venue in catalogue.Venues)
        {
            foreach (var spelling in venue.Spellings.Prepend(venue.Name))
            {
                if (!venues.TryAdd(Folding.Key(spelling), venue) && venues[Folding.Key(spelling)] is var other && !ReferenceEquals(other, venue))
                    findings.Add(new(venue.File, venue.Line, "claimed-twice",
                        $"'{spelling}' of the venue {venue.Name} is also a spelling of {other.Name} ({other.File}:{other.Line}); take it from one of the two."));
            }
        }
    }

    private static string Called(CatalogueThing thing) => $"the {thing.Kind.ToString().ToLowerInvariant()} {thing.Name}";

    private static void Names(NameCatalogue catalogue, CatalogueThing thing, List<CatalogueFinding> findings)
    {
        foreach (var maker in thing.Makers)
            Name(catalogue, thing, ThingKind.Organization, maker, "maker", findings);
        foreach (var broader in thing.Broader)
            Name(catalogue, thing, ThingKind.Technique, broader, "broader technique", findings);
        foreach (var fact in thing.Background)
            Name(catalogue, thing, ThingKind.Model, fact.Name, RecordFormat.NameOf(fact.Relation), findings);
        if (thing.Background.FirstOrDefault(fact => fact.Source.Length == 0) is { } unfounded)
            findings.Add(new(thing.File, thing.Line, "no-source",
                $"{thing.Name} {RecordFormat.NameOf(unfounded.Relation)} {unfounded.Name} has no source; give the thing or the fact one (arXiv:... or https://...)."));
    }

    private static void Name(NameCatalogue catalogue, CatalogueThing thing, ThingKind kind, string name, string role, List<CatalogueFinding> findings)
    {
        var found = catalogue.Find(kind, name);
        if (found is null)
            findings.Add(new(thing.File, thing.Line, "unknown-name", $"'{name}', {role} of {thing.Name}, is no {kind.ToString().ToLowerInvariant()} of the catalogue; add it or mend its name."));
        else if (found.Name != name)
            findings.Add(new(thing.File, thing.Line, "other-spelling", $"'{name}', {role} of {thing.Name}, is called {found.Name}; write it so."));
    }

    private static void Spellings(NameCatalogue catalogue, CatalogueThing thing, List<CatalogueFinding> findings)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var spelling in thing.Spellings.Prepend(thing.Name))
        {
            if (!keys.Add(Folding.Key(spelling)) && !IsCaseVariant(thing, spelling))
                findings.Add(new(thing.File, thing.Line, "repeated-spelling", $"'{spelling}' of {thing.Name} is the same as another of its spellings but for case, hyphens and spaces, which are folded anyway; take it out."));
            if (thing.Kind == ThingKind.Model && spelling != thing.Name && NameBeforeSize(catalogue, thing, spelling) is { } name)
                findings.Add(new(thing.File, thing.Line, "size-in-spelling", $"'{spelling}' of {thing.Name} ends with a size, which is read beside '{name}' anyway; take it out."));
            if (thing.Kind == ThingKind.Model && NameAroundSize(catalogue, thing, spelling) is { } around)
                findings.Add(new(thing.File, thing.Line, "size-in-spelling", $"'{spelling}' of {thing.Name} has a size inside, which is read within '{around}' anyway; take it out."));
            if (!IsFound(catalogue, thing, spelling))
                findings.Add(new(thing.File, thing.Line, "not-found", $"'{spelling}' of {thing.Name} is never found in a text: another name or a size covers it; take it out or write more of it."));
        }
        foreach (var phrase in thing.Not)
        {
            var key = Folding.Key(phrase);
            if (!keys.Any(spelling => key.Contains(spelling, StringComparison.Ordinal)))
                findings.Add(new(thing.File, thing.Line, "idle-phrase", $"the 'not' phrase '{phrase}' holds no spelling of {thing.Name}; take it out."));
        }
    }

    /// <summary>Where letter case counts, another letter case is another spelling.</summary>
    private static bool IsCaseVariant(CatalogueThing thing, string spelling) =>
        NamePatterns.CaseOf(thing, spelling, isName: false) != CaseRule.Any && thing.Spellings.Prepend(thing.Name).Count(other => other == spelling) == 1;

    private static string? NameBeforeSize(NameCatalogue catalogue, CatalogueThing thing, string spelling)
    {
        for (var end = spelling.Length - 1; end > 1; end--)
        {
            if (!Folding.IsSeparator(spelling[end]) || catalogue.Find(ThingKind.Model, spelling[..end]) != thing)
                continue;
            List<string>? sizes = null;
            if (SizeGrammar.ReadAfter(spelling, end, isVision: thing.ModelType is ModelType.Encoder or ModelType.Generator, ref sizes) == spelling.Length)
                return spelling[..end];
        }
        return null;
    }

    private static string? NameAroundSize(NameCatalogue catalogue, CatalogueThing thing, string spelling)
    {
        foreach (var size in SizeGrammar.Counts(spelling))
        {
            if (size.Start < 2 || size.End >= spelling.Length || !WordEdges.IsHyphen(spelling[size.Start - 1]) || !WordEdges.IsHyphen(spelling[size.End]))
                continue;
            var around = spelling[..(size.Start - 1)] + spelling[size.End..];
            if (catalogue.Find(ThingKind.Model, spelling[..(size.Start - 1)]) is not null && catalogue.Find(ThingKind.Model, around) == thing)
                return around;
        }
        return null;
    }

    private static bool IsFound(NameCatalogue catalogue, CatalogueThing thing, string spelling) =>
        catalogue.Matcher.Find(spelling).Any(mention => mention.Start == 0 && mention.Length == spelling.Length)
        || thing.Spellings.Prepend(thing.Name).Any(other => Folding.Key(other) == Folding.Key(spelling) && other != spelling);

    private static void Times(NameCatalogue catalogue, CatalogueThing thing, List<CatalogueFinding> findings)
    {
        foreach (var fact in thing.Background)
        {
            if (catalogue.Find(ThingKind.Model, fact.Name) is { Year: { } year } ancestor && year > thing.Year)
                findings.Add(new(thing.File, thing.Line, "back-in-time", string.Create(CultureInfo.InvariantCulture,
                    $"{thing.Name} ({thing.Year}) {RecordFormat.NameOf(fact.Relation)} {ancestor.Name}, which is later ({year}); mend a year or the fact.")));
        }
    }

    private static void Circles(NameCatalogue catalogue, List<CatalogueFinding> findings)
    {
        var models = catalogue.Things.Where(thing => thing.Kind == ThingKind.Model).ToList();
        Circles(models, thing => thing.Background.Select(fact => catalogue.Find(ThingKind.Model, fact.Name)), "lineage", findings);
        var techniques = catalogue.Things.Where(thing => thing.Kind == ThingKind.Technique).ToList();
        Circles(techniques, thing => thing.Broader.Select(name => catalogue.Find(ThingKind.Technique, name)), "broader techniques", findings);
    }

    /// <summary>Depth first, with the path kept; each circle is told once, from the thing at which the search enters it.</summary>
    private static void Circles(List<CatalogueThing> things, Func<CatalogueThing, IEnumerable<CatalogueThing?>> parents, string what, List<CatalogueFinding> findings)
    {
        var done = new HashSet<CatalogueThing>(ReferenceEqualityComparer.Instance);
        foreach (var root in things)
        {
            if (!done.Add(root))
                continue;
            var path = new List<CatalogueThing> { root };
            var pending = new Stack<IEnumerator<CatalogueThing?>>();
            pending.Push(parents(root).GetEnumerator());
            while (pending.Count > 0)
            {
                if (!pending.Peek().MoveNext())
                {
                    pending.Pop().Dispose();
                    path.RemoveAt(path.Count - 1);
                    continue;
                }
                if (pending.Peek().Current is not { } parent)
                    continue;
                var index = path.FindIndex(thing => ReferenceEquals(thing, parent));
                if (index >= 0)
                {
                    var circle = string.Join(" -> ", path.Skip(index).Append(parent).Select(thing => thing.Name));
                    findings.Add(new(parent.File, parent.Line, "circle", $"the {what} run in a circle: {circle}; one of these is wrong."));
                }
                else if (done.Add(parent))
                {
                    path.Add(parent);
                    pending.Push(parents(parent).GetEnumerator());
                }
            }
        }
    }

    private static void Unsorted(NameCatalogue catalogue, List<CatalogueFinding> findings)
    {
        var places = catalogue.Things.Select(thing => (thing.File, Section: (thing.Kind, thing.ModelType, IsVenue: false), thing.Name, thing.Line))
            .Concat(catalogue.Venues.Select(venue => (venue.File, Section: (default(ThingKind), default(ModelType?), IsVenue: true), venue.Name, venue.Line)));
        foreach (var section in places.GroupBy(place => (place.File, place.Section)))
        {
            var inOrder = section.OrderBy(place => place.Line).ToList();
            for (var i = 1; i < inOrder.Count; i++)
            {
                if (string.Compare(inOrder[i - 1].Name, inOrder[i].Name, StringComparison.OrdinalIgnoreCase) > 0)
                    findings.Add(new(inOrder[i].File, inOrder[i].Line, "unsorted", $"{inOrder[i].Name} stands after {inOrder[i - 1].Name}; things are sorted by name, without regard to case."));
            }
        }
    }
}

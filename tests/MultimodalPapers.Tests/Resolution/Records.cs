using System.Collections.Immutable;
using MultimodalPapers.Catalogue;
using MultimodalPapers.Extraction;
using MultimodalPapers.Graph;
using MultimodalPapers.Resolution;
using Record = MultimodalPapers.Extraction.Record;

namespace MultimodalPapers.Tests.Resolution;

/// <summary>Short ways to write records down.</summary>
internal static class Records
{
    public static Record Entry(string place, string? title, string? arxiv = null, int? year = null, string? venue = null, string[]? authors = null,
        string[]? section = null, (LinkKind Kind, string Url)[]? links = null, Fact[]? facts = null)
    {
        var (source, line) = (place.Split(':')[0], int.Parse(place.Split(':')[1]));
        return new Record
        {
            Source = source,
            Line = line,
            EndLine = line,
            Title = title,
            Arxiv = arxiv,
            Year = year,
            Venue = venue,
            Authors = [.. authors ?? []],
            Section = [.. section ?? []],
            Links = [.. (links ?? []).Select(l => new RecordLink(l.Kind, l.Url))],
            Facts = [.. (facts ?? []).Select(f => f with { Line = f.Line == 0 ? line : f.Line })],
        };
    }

    public static Fact Fact(Relation relation, ThingKind kind, string name, params string[] sizes) =>
        new() { Relation = relation, Kind = kind, Name = name, Sizes = [.. sizes], Line = 0, Quote = name, Rule = "test" };

    public static Fact Introduces(string name, ThingKind kind = ThingKind.Model) => Fact(Relation.Introduces, kind, name);

    public static Fact Backbone(string name, params string[] sizes) => Fact(Relation.UsesBackbone, ThingKind.Model, name, sizes);

    public static Fact From(string organization) => Fact(Relation.FromOrganization, ThingKind.Organization, organization);

    public static CatalogueThing Known(string name, ThingKind kind = ThingKind.Model, string? source = null, int? year = null, string[]? makers = null,
        string[]? spellings = null, (Relation Relation, string Name)[]? background = null, ModelType? type = null) => new()
        {
            Kind = kind,
            Name = name,
            Source = source,
            Year = year,
            Makers = [.. makers ?? []],
            Spellings = [.. spellings ?? []],
            Background = [.. (background ?? []).Select(b => new BackgroundFact(b.Relation, b.Name, source ?? "https://example.org"))],
            ModelType = type,
            File = "test.yml",
            Line = 1,
        };

    public static ImmutableArray<string> PapersOf(ResolvedGraph resolved) =>
        [.. resolved.Works.Select(w => string.Join(" ", w.Places))];

    public static ImmutableArray<string> Edges(ResolvedGraph resolved, string type) =>
        [.. resolved.Graph.Relationships.Where(r => r.Type == type).Select(r => $"{r.Start} -> {r.End}")];

    public static GraphRelationship Edge(ResolvedGraph resolved, string start, string type, string end) =>
        resolved.Graph.Relationships.Single(r => r.Start == start && r.Type == type && r.End == end);
}

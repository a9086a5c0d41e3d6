using System.Collections.Immutable;
using MultimodalPapers.Extraction;
using MultimodalPapers.Graph;
using MultimodalPapers.IO;
using MultimodalPapers.Text;

namespace MultimodalPapers.Resolution;

/// <summary>Turns works and things into nodes, and what the records state of them into relationships with evidence.</summary>
/// <remarks>
/// A lineage fact starts at the model that the work introduces: the one that most of its records introduce, then the one that the title names, then the
/// first in the text. A work that introduces no named model is the start itself.
/// </remarks>
internal sealed class GraphBuilder
{
    // An organisation that signs a paper need not be the one that made the model that it presents.
    private const double SignedByConfidence = 0.8;

    // By the thing's kind, then the relation.
    private static readonly bool[][] Allowed = Array.ConvertAll(Enum.GetValues<ThingKind>(), AllowedTo);

    private readonly ImmutableArray<Work> _works;
    private readonly ThingIdentity _things;
    private readonly ResolverOptions _options;
    private readonly List<GraphNode> _nodes = [];
    private readonly Dictionary<(string Start, string Type, string End), EvidenceList> _relationships = [];
    private readonly Dictionary<Work, string> _paperIds = [];
    private readonly Dictionary<Work, ImmutableArray<Statement>> _statements = [];
    private readonly Dictionary<Thing, SortedSet<string>> _introducedBy = [];
    private readonly Dictionary<Thing, int> _introducedIn = [];
    private readonly HashSet<Thing> _used = [];
    private readonly Names _authors = new("author");
    private readonly Names _venues = new("venue");
    private readonly SortedDictionary<string, (string Name, int Depth)> _topics = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _entriesOfLists = new(StringComparer.Ordinal);
    private readonly List<Disagreement> _disagreements = [];
    private readonly List<DroppedFact> _dropped = [];

    public GraphBuilder(ImmutableArray<Work> works, ThingIdentity things, ResolverOptions options) =>
        (_works, _things, _options) = (works, things, options);

    private static bool[] AllowedTo(ThingKind kind)
    {
        var label = kind.ToString();
        return Array.ConvertAll(Enum.GetValues<Relation>(), relation => GraphSchema.RelationshipTypes.Any(type => type.Name == RecordFormat.NameOf(relation) && type.To.Contains(label)));
    }

    public IEnumerable<Disagreement> Disagreements => _disagreements;

    public IEnumerable<DroppedFact> Dropped => _dropped;

    public string PaperId(Work work) => _paperIds[work];

    public KnowledgeGraph Build()
    {
        foreach (var work in _works)
            _statements.Add(work, Read(work));
        if (!_options.ListsOnly)
            TakeAncestors();
        NamePapers();
        NameThings();
        foreach (var work in _works)
        {
            RelateFields(work);
            RelateStatements(work);
        }
        if (!_options.ListsOnly)
            RelateBackground();
        var relationships = new List<GraphRelationship>(_relationships.Count);
        Concurrently.Run(
            AddNodes,
            () =>
            {
                foreach (var ((start, type, end), evidence) in _relationships)
                    relationships.Add(new GraphRelationship(GraphRelationship.IdOf(start, type, end), type, start, end, evidence.ToProperties()));
            });
        return new KnowledgeGraph(_nodes, relationships);
    }

    /// <summary>A fact of a work with the thing that it names.</summary>
    private sealed record Statement(Relation Relation, Thing Thing, Fact Fact, Record Record, bool Recast)
    {
        public Place Place => new(Record.Source, Record.Line);

        // Where the kind was decided against the record, the relation is no longer quite what it said.
        public Evidence Evidence => Evidence.Of(Place, Fact.Line, Fact.Quote, Fact.Rule, Fact.Confidence, Fact.Stated && !Recast ? Basis.Stated : Basis.Inferred);
    }

    private ImmutableArray<Statement> Read(Work work)
    {
        var statements = ImmutableArray.CreateBuilder<Statement>();
        foreach (var record in work.Records)
        {
            foreach (var fact in record.Facts)
            {
                var thing = _things.Of(work, record, fact);
                var relation = RelationTo(thing.Kind, fact.Relation);
                statements.Add(new Statement(relation, thing, fact, record, relation != fact.Relation));
                _used.Add(thing);
            }
        }
        return statements.DrainToImmutable();
    }

    /// <summary>The relation that a fact has to a thing of a kind that its relation does not allow.</summary>
    private static Relation RelationTo(ThingKind kind, Relation relation)
    {
        if (Allowed[(int)kind][(int)relation])
            return relation;
        return kind == ThingKind.Technique && IsLineage(relation) ? Relation.UsesTechnique : Relation.Mentions;
    }

    private static bool IsLineage(Relation relation) =>
        relation is Relation.UsesBackbone or Relation.UsesEncoder or Relation.UsesGenerator or Relation.DerivedFrom;

    /// <summary>Brings in what the catalogue's lineage of the graph's models leads to, so that it is connected.</summary>
    private void TakeAncestors()
    {
        var open = new Queue<Thing>(_used.Where(t => t.Kind == ThingKind.Model));
        while (open.TryDequeue(out var model))
        {
            foreach (var maker in model.Known?.Makers ?? [])
                _used.Add(_things.OfCatalogue(ThingKind.Organization, maker));
            foreach (var fact in model.Known?.Background ?? [])
            {
                var ancestor = _things.OfCatalogue(ThingKind.Model, fact.Name);
                if (_used.Add(ancestor))
                    open.Enqueue(ancestor);
            }
        }
    }

    private void NamePapers()
    {
        var ids = new NodeIds();
        foreach (var work in _works.OrderBy(w => w.Title, StringComparer.Ordinal).ThenBy(w => w.Year ?? int.MaxValue).ThenBy(w => w.First))
        {
            var name = work.Title ?? $"{work.First.Source} L{work.First.Line}";
            _paperIds.Add(work, work.Arxiv is { } arxiv ? $"paper:arxiv:{arxiv}"
                : ids.Take("paper", name, work.Year?.ToString(), work.Authors.FirstOrDefault()?.Split(' ')[^1]));
        }
    }

    private void NameThings()
    {
        var ids = new NodeIds();
        foreach (var thing in _used.OrderBy(t => t.Kind).ThenBy(t => t.Name, StringComparer.Ordinal))
            thing.Id = ids.Take(thing.Kind.ToString().ToLowerInvariant(), thing.Name);
    }

    private EvidenceList Relate(string start, string type, string end, Evidence evidence, ImmutableArray<string> sizes = default)
    {
        if (!_relationships.TryGetValue((start, type, end), out var list))
            _relationships.Add((start, type, end), list = new EvidenceList());
        list.Add(evidence, sizes);
        return list;
    }

    private void RelateFields(Work work)
    {
        var id = _paperIds[work];
        var positions = PositionsOf(work.Authors);
        foreach (var record in work.Records)
        {
            var place = new Place(record.Source, record.Line);
            RelateAuthors(record, place, id, positions);
            if (record.Venue is { } venue && _venues.Use(venue) is { } venueId)
            {
                var list = Relate(id, "PUBLISHED_IN", venueId, Evidence.Of(place, 0, record.Year is { } y ? $"{venue} {y}" : venue, "venue"));
                if (record.Year is { } year && record.Venue == work.Venues[0].Values[0])
                    list.Set("year", work.Year is { } agreed && work.Years.Length == 1 ? (long)agreed : year);
            }
            RelateTopics(record, place, id);
            RelateList(record, place, id);
        }
        DisagreeOn(work, "title", work.Titles);
        DisagreeOn(work, "venue", work.Venues);
        DisagreeOn(work, "year", work.Years);
    }

    private Dictionary<string, long> PositionsOf(ImmutableArray<string> authors)
    {
        var positions = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var i = 0; i < authors.Length; i++)
            positions.TryAdd(_authors.IdOf(authors[i]), i + 1);
        return positions;
    }

    private void RelateAuthors(Record record, Place place, string id, Dictionary<string, long> positions)
    {
        for (var i = 0; i < record.Authors.Length; i++)
        {
            var author = record.Authors[i];
            if (_authors.Use(author) is { } person)
                Relate(id, "AUTHORED_BY", person, Evidence.Of(place, 0, author, "authors")).Set("position", positions.GetValueOrDefault(person, i + 1));
        }
    }

    private void RelateTopics(Record record, Place place, string id)
    {
        var headings = Headings.Topics(record.Section);
        var path = "topic:";
        string? above = null;
        foreach (var heading in headings)
        {
            path += (above is null ? "" : "/") + Folding.Slug(heading);
            _topics.TryAdd(path, (heading, above is null ? 1 : _topics[above].Depth + 1));
            if (above is not null)
                Relate(path, "SUBTOPIC_OF", above, Evidence.Of(place, 0, heading, "section"));
            above = path;
        }
        if (above is not null)
            Relate(id, "IN_TOPIC", above, Evidence.Of(place, 0, headings[^1], "section"));
    }

    private void RelateList(Record record, Place place, string id)
    {
        _entriesOfLists[record.Source] = _entriesOfLists.GetValueOrDefault(record.Source) + 1;
        var list = Relate(id, "LISTED_IN", $"list:{record.Source}", Evidence.Of(place, 0, record.Title ?? "(no title)", "entry"));
        var lines = list.Lines.Distinct().Order().ToImmutableArray();
        list.Set("line", lines[0]);
        if (lines.Length > 1)
            list.Set("lines", lines);
    }

    private void RelateStatements(Work work)
    {
        var (paper, statements) = (_paperIds[work], _statements[work]);
        var introduced = MainModel(work, statements);
        var start = introduced?.Id ?? paper;
        var related = statements.Where(s => s.Relation != Relation.Mentions).Select(s => s.Thing).ToHashSet();
        foreach (var statement in statements)
        {
            if (statement.Relation == Relation.Mentions && related.Contains(statement.Thing))
                Drop(statement, "the work has a closer relation to it");
            else if (IsLineage(statement.Relation) && statement.Thing.Id == start)
                Drop(statement, "nothing is made from itself");
            else
                Relate(IsLineage(statement.Relation) ? start : paper, RecordFormat.NameOf(statement.Relation), statement.Thing.Id, statement.Evidence, statement.Fact.Sizes);
        }
        foreach (var introduction in statements.Where(s => s.Relation == Relation.Introduces))
            NoteIntroduction(work, paper, introduction.Thing);
        RelateMakers(statements);
        DisagreeOnLineage(start, statements);
    }

    private void Drop(Statement statement, string why) =>
        _dropped.Add(new DroppedFact(statement.Place, $"{RecordFormat.NameOf(statement.Fact.Relation)} {statement.Fact.Kind} '{statement.Fact.Name}'", why));

    private static Thing? MainModel(Work work, ImmutableArray<Statement> statements) =>
        statements.Where(s => s.Relation == Relation.Introduces && s.Thing.Kind == ThingKind.Model)
            .GroupBy(s => s.Thing)
            .OrderByDescending(g => g.Select(s => s.Place).Distinct().Count())
            .ThenByDescending(g => g.Any(s => work.Shape?.Head == Folding.Key(s.Fact.Name)))
            .ThenBy(g => g.Min(s => s.Place))
            .ThenBy(g => g.Min(s => s.Record.Facts.IndexOf(s.Fact)))
            .ThenBy(g => g.Key.Id, StringComparer.Ordinal)
            .FirstOrDefault()?.Key;

    private void NoteIntroduction(Work work, string paper, Thing thing)
    {
        if (!_introducedBy.TryGetValue(thing, out var papers))
            _introducedBy.Add(thing, papers = new SortedSet<string>(StringComparer.Ordinal));
        papers.Add(paper);
        if (work.Year is { } year)
            _introducedIn[thing] = Math.Min(year, _introducedIn.GetValueOrDefault(thing, int.MaxValue));
    }

    private void RelateMakers(ImmutableArray<Statement> statements)
    {
        var models = statements.Where(s => s.Relation == Relation.Introduces && s.Thing.Kind == ThingKind.Model).Select(s => (s.Thing, s.Fact.Confidence)).Distinct().ToList();
        foreach (var maker in statements.Where(s => s.Relation == Relation.FromOrganization))
        {
            foreach (var (model, confidence) in models)
            {
                Relate(maker.Thing.Id, "DEVELOPED", model.Id, Evidence.Of(maker.Place, maker.Fact.Line, maker.Fact.Quote, "signs-the-introducing-paper",
                    Math.Round(SignedByConfidence * Math.Min(confidence, maker.Fact.Confidence), 4), Basis.Inferred));
            }
        }
    }

    private void RelateBackground()
    {
        foreach (var model in _used.Where(t => t.Kind == ThingKind.Model && t.Known is not null))
        {
            foreach (var maker in model.Known!.Makers)
                Relate(_things.OfCatalogue(ThingKind.Organization, maker).Id, "DEVELOPED", model.Id, Evidence.OfCatalogue(model.Known.Source, $"{model.Name}: makers {maker}"));
            foreach (var fact in model.Known.Background)
            {
                var ancestor = _things.OfCatalogue(ThingKind.Model, fact.Name);
                if (ancestor != model)
                    Relate(model.Id, RecordFormat.NameOf(fact.Relation), ancestor.Id, Evidence.OfCatalogue(fact.Source, $"{model.Name}: {CatalogueWord(fact.Relation)} {ancestor.Name}"));
            }
        }
    }

    // As the catalogue's files write it.
    private static string CatalogueWord(Relation relation) => relation switch
    {
        Relation.UsesBackbone => "backbone",
        Relation.UsesEncoder => "encoder",
        Relation.UsesGenerator => "generator",
        _ => "derived from",
    };

    private void DisagreeOn(Work work, string field, ImmutableArray<FieldValue> values)
    {
        if (values.Length > 1)
            _disagreements.Add(new Disagreement(_paperIds[work], field, [.. values.Select(v => new StatedValue(v.Values[0], v.Places))]));
    }

    /// <summary>Two entries that give a system other parts, or a part other sizes; where one says only less than the other they do not disagree.</summary>
    private void DisagreeOnLineage(string start, ImmutableArray<Statement> statements)
    {
        foreach (var relation in statements.Where(s => IsLineage(s.Relation)).GroupBy(s => RecordFormat.NameOf(s.Relation), StringComparer.Ordinal))
        {
            if (relation.DistinctBy(s => s.Place).Take(2).Count() < 2)
                continue;
            AddDifference(start, relation.Key, relation.GroupBy(s => s.Place).Select(g => (g.Key, g.Select(s => s.Thing.Name))));
            foreach (var part in relation.GroupBy(s => s.Thing))
            {
                AddDifference(GraphRelationship.IdOf(start, relation.Key, part.Key.Id), "sizes",
                    part.Where(s => !s.Fact.Sizes.IsDefaultOrEmpty).GroupBy(s => s.Place).Select(g => (g.Key, g.SelectMany(s => s.Fact.Sizes))));
            }
        }
    }

    private void AddDifference(string node, string field, IEnumerable<(Place Place, IEnumerable<string> Values)> stated)
    {
        var sets = stated.Select(s => (s.Place, Values: s.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray())).ToList();
        if (sets.Exists(a => sets.Exists(b => a.Values.Except(b.Values).Any() && b.Values.Except(a.Values).Any())))
        {
            _disagreements.Add(new Disagreement(node, field,
                [.. sets.GroupBy(s => string.Join(", ", s.Values), StringComparer.Ordinal)
                    .Select(g => new StatedValue(g.Key, [.. g.Select(s => s.Place).Order()]))
                    .OrderByDescending(v => v.Places.Length).ThenBy(v => v.Places[0])]));
        }
    }

    private void AddNodes()
    {
        foreach (var work in _works)
            AddPaper(work);
        foreach (var thing in _used)
            AddThing(thing);
        foreach (var (id, name) in _authors.MostUsed())
            Add(id, [GraphSchema.Author], name);
        foreach (var (id, name) in _venues.MostUsed())
            Add(id, [GraphSchema.Venue], name);
        foreach (var (id, (name, depth)) in _topics)
            Add(id, [GraphSchema.Topic], name, ("path", id["topic:".Length..]), ("depth", (long)depth));
        foreach (var (source, entries) in _entriesOfLists)
            Add($"list:{source}", [GraphSchema.List], source, ("entries", (long)entries));
    }

    private void AddPaper(Work work)
    {
        var lists = work.Records.Select(r => r.Source).Distinct(StringComparer.Ordinal).ToImmutableArray();
        var name = work.Title ?? _statements[work].FirstOrDefault(s => s.Relation == Relation.Introduces)?.Thing.Name ?? $"(no title, {work.First})";
        Add(_paperIds[work], [GraphSchema.Paper], name,
            ("title", work.Title),
            ("titles", ListOf(work.Titles)),
            ("arxiv", work.Arxiv),
            ("year", (long?)work.Year),
            ("years", work.Years.Length > 1 ? work.Years.Select(y => long.Parse(y.Values[0])).Order().ToImmutableArray() : null),
            ("venue", work.Venues.FirstOrDefault()?.Values[0]),
            ("venues", ListOf(work.Venues)),
            ("url", work.Arxiv is { } arxiv ? $"https://arxiv.org/abs/{arxiv}" : work.Url(LinkKind.Paper)),
            ("code", work.Url(LinkKind.Code)),
            ("project", work.Url(LinkKind.Project)),
            ("entries", work.Records.Select(r => new Place(r.Source, r.Line).ToString()).Distinct(StringComparer.Ordinal).ToImmutableArray()),
            ("listCount", (long)lists.Length));

        static object? ListOf(ImmutableArray<FieldValue> values) => values.Length > 1 ? values.Select(v => v.Values[0]).ToImmutableArray() : null;
    }

    private void AddThing(Thing thing)
    {
        var known = thing.Known;
        var introducedBy = _introducedBy.GetValueOrDefault(thing);
        var year = (_options.ListsOnly ? null : known?.Year) ?? (_introducedIn.TryGetValue(thing, out var introduced) ? introduced : null);
        ImmutableArray<string> labels = thing.Kind switch
        {
            ThingKind.Model when known?.ModelType is { } type => [GraphSchema.Model, type.ToString()],
            ThingKind.Dataset when known?.Benchmark == true => [GraphSchema.Dataset, "Benchmark"],
            _ => [thing.Kind.ToString()],
        };
        var spellings = thing.Spellings.Keys.Where(s => s != thing.Name).ToImmutableArray();
        Add(thing.Id, labels, thing.Name,
            ("spellings", spellings.IsEmpty ? null : spellings),
            ("year", (long?)year),
            ("documented", thing.Kind == ThingKind.Organization ? null : introducedBy is not null),
            ("introducedBy", introducedBy?.ToImmutableArray()),
            ("broader", known is { Broader.IsEmpty: false } && !_options.ListsOnly ? known.Broader : null),
            ("primarySource", _options.ListsOnly ? null : known?.Source));
    }

    private void Add(string id, ImmutableArray<string> labels, string name, params IEnumerable<(string, object?)> properties) =>
        _nodes.Add(new GraphNode(id, labels, PropertyBag.Of([("id", id), ("name", name), .. properties])));

    /// <summary>People or venues, which are known by their folded names alone.</summary>
    private sealed class Names(string prefix)
    {
        private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
        private readonly Dictionary<string, int> _uses = new(StringComparer.Ordinal);

        public string IdOf(string name)
        {
            if (!_ids.TryGetValue(name, out var id))
                _ids.Add(name, id = $"{prefix}:{Folding.Slug(name)}");
            return id;
        }

        /// <summary>The id of a name that an entry uses; null where nothing of it could be an id.</summary>
        public string? Use(string name)
        {
            var id = IdOf(name);
            if (id.Length == prefix.Length + 2 && id[^1] == '-')
                return null;
            _uses[name] = _uses.GetValueOrDefault(name) + 1;
            return id;
        }

        /// <summary>Each id with its most used spelling; among equals the first in ordinal order.</summary>
        public IEnumerable<(string Id, string Name)> MostUsed() =>
            _uses.GroupBy(use => _ids[use.Key], StringComparer.Ordinal)
                .Select(g => (g.Key, g.OrderByDescending(use => use.Value).ThenBy(use => use.Key, StringComparer.Ordinal).First().Key));
    }
}

using MultimodalPapers.Catalogue;
using MultimodalPapers.Reading;

namespace MultimodalPapers.Extraction;

/// <summary>A set of roles: a bit for each <see cref="PartRole"/>.</summary>
[Flags]
internal enum PartRoles
{
    None = 0,
    Title = 1 << PartRole.Title,
    Name = 1 << PartRole.Name,
    Authors = 1 << PartRole.Authors,
    Venue = 1 << PartRole.Venue,
    Date = 1 << PartRole.Date,
    Organization = 1 << PartRole.Organization,
    Backbone = 1 << PartRole.Backbone,
    Encoder = 1 << PartRole.Encoder,
    Generator = 1 << PartRole.Generator,
    TrainingData = 1 << PartRole.TrainingData,
    Benchmark = 1 << PartRole.Benchmark,
    Size = 1 << PartRole.Size,
    Abstract = 1 << PartRole.Abstract,
    Note = 1 << PartRole.Note,
    Prose = Note | Abstract,
    Running = Title | Prose,
    Named = Running | Name,
    Components = Backbone | Encoder | Generator | TrainingData | Benchmark,
    All = Named | Authors | Venue | Date | Organization | Components | Size,
}

/// <summary>Those of an entry's parts that have one of some roles, without a collection of their own.</summary>
internal struct PartsOf(PartText[] parts, PartRoles roles)
{
    private int _index = -1;

    public readonly PartsOf GetEnumerator() => this;

    public readonly PartText Current => parts[_index];

    public bool MoveNext()
    {
        while (++_index < parts.Length)
        {
            if ((parts[_index].Roles & roles) != PartRoles.None)
                return true;
        }
        return false;
    }
}

/// <summary>Those of a part's mentions that name a thing of one kind, without a collection of their own.</summary>
internal struct MentionsOf(Mention[] mentions, ThingKind kind)
{
    private int _index = -1;

    public readonly MentionsOf GetEnumerator() => this;

    public readonly Mention Current => mentions[_index];

    public bool MoveNext()
    {
        while (++_index < mentions.Length)
        {
            if (mentions[_index].Thing.Kind == kind)
                return true;
        }
        return false;
    }
}

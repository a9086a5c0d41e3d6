using MultimodalPapers.Catalogue;
using MultimodalPapers.Reading;

namespace MultimodalPapers.Extraction;

/// <summary>A set of roles: a bit for each <see cref="PartRole"/>.</summary>
[Flags]
internal enum PartRoles
{
    Title = 1 << PartRole.Title,
    Name = 1 << PartRole.Name,
    Authors = 1 << PartRole.Authors,
    Venue = 1 << PartRole.Venue,
    Organization = 1 << PartRole.Organization,
    Prose = 1 << PartRole.Note | 1 << PartRole.Abstract,
    Running = Title | Prose,
    Named = Running | Name,
    Components = 1 << PartRole.Backbone | 1 << PartRole.Encoder | 1 << PartRole.Generator | 1 << PartRole.TrainingData | 1 << PartRole.Benchmark,
    All = -1,
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
            if ((parts[_index].Roles & roles) != 0)
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

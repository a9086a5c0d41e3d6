using MultimodalPapers.Extraction.Names;
using MultimodalPapers.Reading;

namespace MultimodalPapers.Extraction.Rules;

/// <summary>What stands in a field or column of its own.</summary>
internal static class ComponentRules
{
    public static FactRule Fields { get; } = new("component-field",
        "A field or column for base models, encoders, generators or data states them: `Backbone`: Vicuna-7B.",
        static (context, facts) =>
        {
            foreach (var part in context.Of(PartRoles.Components))
            {
                if (RelationOf(part.Role) is { } relation)
                    AddField(context, facts, part, relation);
            }
        });

    private static Relation? RelationOf(PartRole role) => role switch
    {
        PartRole.Backbone => Relation.UsesBackbone,
        PartRole.Encoder => Relation.UsesEncoder,
        PartRole.Generator => Relation.UsesGenerator,
        PartRole.TrainingData => Relation.TrainedOn,
        PartRole.Benchmark => Relation.EvaluatedOn,
        _ => null,
    };

    private static void AddField(EntryContext context, FactCollector facts, PartText part, Relation relation)
    {
        var kind = relation is Relation.TrainedOn or Relation.EvaluatedOn ? ThingKind.Dataset : ThingKind.Model;
        foreach (var mention in part.Mentions)
        {
            if (mention.Thing.Kind == kind)
                facts.Add(relation, kind, mention.Thing.Name, part, mention.Start, mention.Length, "component-field", mention.Sizes);
            else if (mention.Thing.Kind == ThingKind.Technique)
                facts.Add(Relation.UsesTechnique, ThingKind.Technique, mention.Thing.Name, part, mention.Start, mention.Length, "component-field", default, 0.9);
        }
        foreach (var (start, length) in NameTokens.List(part.Text))
        {
            if (part.MentionIn(start, start + length) is { } mention)
            {
                if (kind == ThingKind.Dataset && mention.Thing.Kind == ThingKind.Model && DataWord(part.Text, mention.End, start + length) is var word and > 0)
                    facts.Add(relation, kind, part.Text[mention.Start..word], part, mention.Start, word - mention.Start, "component-field", default, 0.75);
                continue;
            }
            if (kind == ThingKind.Dataset)
            {
                AddDataset(context, facts, part, relation, start, length);
                continue;
            }
            var (from, size) = WithoutLeadIn(part.Text, start, length);
            var (name, sizes) = SizeSuffix.Split(part.Text.Substring(from, size));
            if (IsName(context, name))
                facts.Add(relation, kind, name, part, from, size, "component-field", sizes, 0.75);
        }
    }

    // "ROOTS corpus (Laurençon et al., 2022)" names ROOTS.
    private static void AddDataset(EntryContext context, FactCollector facts, PartText part, Relation relation, int start, int length)
    {
        var text = part.Text.AsSpan(start, length);
        var open = text.IndexOfAny('(', '（');
        if (open > 0)
            text = text[..open].TrimEnd();
        var space = text.LastIndexOf(' ');
        if (space > 0 && DataWord(part.Text, start + space, start + text.Length) == start + text.Length)
            text = text[..space].TrimEnd();
        var name = text.ToString();
        if (IsName(context, name) || (name.Length <= 40 && IsCapitalised(name) && context.Known(name) is null))
            facts.Add(relation, ThingKind.Dataset, name, part, start, name.Length, "component-field", default, 0.75);
    }

    // English Wikipedia, US Patents: capitalised words, not all of them words of the language or the field.
    private static bool IsCapitalised(string name)
    {
        var words = name.Split(' ');
        return words.Length is 2 or 3 && Array.TrueForAll(words, w => w.Length > 1 && char.IsAsciiLetterUpper(w[0]) && NameShape.IsNameToken(w) && !OrdinaryEnglish.IsFunctionWord(w))
            && !Array.TrueForAll(words, w => OrdinaryEnglish.IsCommon(w) || OrdinaryEnglish.IsFieldWord(w));
    }

    private static readonly string[] DataWords = ["dataset", "datasets", "corpus", "corpora", "data", "数据集", "语料", "数据"];

    /// <summary>Where the word for data ends that stands next behind an index; -1 where none does.</summary>
    private static int DataWord(string text, int from, int end)
    {
        while (from < end && text[from] == ' ')
            from++;
        foreach (var word in DataWords)
        {
            var to = from + word.Length;
            if (to <= end && string.Compare(text, from, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0 && (to == end || !char.IsAsciiLetter(text[to])))
                return to;
        }
        return -1;
    }

    private static readonly string[] LeadIns = ["based on", "built on", "frozen", "fine-tuned", "pretrained", "pre-trained", "基于"];

    private static (int Start, int Length) WithoutLeadIn(string text, int start, int length)
    {
        foreach (var words in LeadIns)
        {
            if (length > words.Length && string.Compare(text, start, words, 0, words.Length, StringComparison.OrdinalIgnoreCase) == 0)
            {
                var from = start + words.Length;
                while (from < start + length && text[from] == ' ')
                    from++;
                return (from, start + length - from);
            }
        }
        return (start, length);
    }

    private static bool IsName(EntryContext context, string name) =>
        name.Length is > 1 and <= 32 && !OrdinaryEnglish.IsFieldWord(name) && name.Count(c => c == ' ') <= 2 && context.Known(name) is null
        && (NameShape.IsDistinctive(name) || (char.IsAsciiLetterUpper(name[0]) && NameShape.IsNameToken(name) && !OrdinaryEnglish.IsCommon(name)));
}

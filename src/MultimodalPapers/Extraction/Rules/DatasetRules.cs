using MultimodalPapers.Catalogue;
using MultimodalPapers.Extraction.Cues;
using MultimodalPapers.Reading;

namespace MultimodalPapers.Extraction.Rules;

/// <summary>What the work is trained and tested on.</summary>
internal static class DatasetRules
{
    public static FactRule Relations { get; } = new("dataset-relation",
        "A dataset is trained on or evaluated on by the cue that governs it; in an abstract a result on it is an evaluation: \"50.6% on HumanEval\".",
        static (context, facts) =>
        {
            foreach (var part in context.Named)
            {
                foreach (var mention in part.MentionsOf(ThingKind.Dataset))
                {
                    if (facts.IntroducesName(mention.Thing.Name))
                        continue;
                    foreach (var relation in Decide(part, mention.Start, mention.End))
                    {
                        foreach (var name in Names(context, part.Text, mention))
                        {
                            var start = relation == Relation.Mentions ? mention.Start : Quotes.FromCue(part, mention.Start, mention.End);
                            facts.Add(relation, ThingKind.Dataset, name, part, start, mention.End - start, "dataset-relation", default, 0.85);
                        }
                    }
                }
            }
            AddOwn(context, facts);
        });

    // RefCOCO/+/g names RefCOCO, RefCOCO+ and RefCOCOg.
    private static IEnumerable<string> Names(EntryContext context, string text, Mention mention)
    {
        yield return mention.Thing.Name;
        var end = mention.End;
        while (end < text.Length && end - mention.End < 8 && (text[end] is '/' or '+' || char.IsAsciiLetterLower(text[end])))
            end++;
        var pieces = text[mention.Start..end].Split('/');
        for (var i = 0; i < pieces.Length && pieces.Length > 1; i++)
        {
            var name = i == 0 ? pieces[0] : pieces[0] + pieces[i];
            if (pieces[i].Length > 0 && (i == 0 || pieces[i].Length <= 3) && context.Catalogue.Find(ThingKind.Dataset, name) is { } thing && thing.Name != mention.Thing.Name)
                yield return thing.Name;
        }
    }

    private static IEnumerable<Relation> Decide(PartText part, int start, int end)
    {
        if (IsTrainedOnInChinese(part.Text, start, end))
            return [Relation.TrainedOn];
        if (IsEvaluatedOnInChinese(part.Text, start, end))
            return [Relation.EvaluatedOn];
        var sentence = part.SentenceStart(start);
        switch (part.CueBefore(start, 70)?.Cue)
        {
            case Cue.TrainedOn when part.Text.AsSpan(0, start).EndsWith("% on "):
                return [Relation.EvaluatedOn];
            case Cue.TrainedOn:
                return ReportsResult(part, start) ? [Relation.TrainedOn, Relation.EvaluatedOn] : [Relation.TrainedOn];
            case Cue.EvaluatedOn:
                return TrainsBefore(part, sentence, start) ? [Relation.TrainedOn, Relation.EvaluatedOn] : [Relation.EvaluatedOn];
            case Cue.Studies or Cue.Denies or Cue.Introduces or Cue.BasedOn when part.CueBefore(start, 24) is not null:
                return [Relation.Mentions];
            case null or Cue.Uses when NamesTrainingData(part.Text.AsSpan(sentence, start - sentence)):
                return [Relation.TrainedOn];
            default:
                return [IsAbstract(part) ? Relation.EvaluatedOn : Relation.Mentions];
        }
    }

    // A long note that proposes something is an abstract, labelled or not.
    private static bool IsAbstract(PartText part) => part.Role == PartRole.Abstract || (part.Role == PartRole.Note && part.Text.Length >= LeastAbstract && part.Proposes);

    private const int LeastAbstract = 600;

    // "For its training, it uses several datasets, including LAION, ...": a list of what was said to be data for training.
    private static bool NamesTrainingData(ReadOnlySpan<char> before) =>
        before.Contains("datasets", StringComparison.OrdinalIgnoreCase) && (before.Contains("training", StringComparison.OrdinalIgnoreCase) || before.Contains("trained", StringComparison.OrdinalIgnoreCase))
        && !before.Contains("evaluat", StringComparison.OrdinalIgnoreCase) && !before.Contains("benchmark", StringComparison.OrdinalIgnoreCase);

    // "When fine-tuned on Science QA, ... achieves an accuracy of": one sentence says both.
    private static bool ReportsResult(PartText part, int start)
    {
        var rest = part.Text.AsSpan(start, part.SentenceEnd(start) - start);
        return rest.Contains("accuracy", StringComparison.OrdinalIgnoreCase) || rest.Contains("state-of-the-art", StringComparison.OrdinalIgnoreCase) || rest.Contains('%');
    }

    private static bool TrainsBefore(PartText part, int from, int to)
    {
        foreach (var cue in part.Cues)
        {
            if (cue.Start >= Math.Max(from, to - 90) && cue.Start < to && cue.Cue == Cue.TrainedOn)
                return !NamesDataset(part, cue.Start, to);
        }
        return false;
    }

    private static bool NamesDataset(PartText part, int from, int to)
    {
        foreach (var mention in part.MentionsOf(ThingKind.Dataset))
        {
            if (mention.Start > from && mention.Start < to)
                return true;
        }
        return false;
    }

    private static bool IsTrainedOnInChinese(string text, int start, int end) =>
        IsAt(text, start) && ContainsSoon(text, end, "训练", 8) || IsAt(text, start) && ContainsSoon(text, end, "微调", 8);

    private static bool IsEvaluatedOnInChinese(string text, int start, int end) =>
        IsScene(text, start, end) || IsAt(text, start) && (ContainsSoon(text, end, "评估", 10) || ContainsSoon(text, end, "测试", 10) || ContainsSoon(text, end, "取得", 10) || ContainsSoon(text, end, "达到", 10) || ContainsSoon(text, end, "实验", 10));

    // 在Quillon数据集上，该方法超越了, 在公认的基准Quillon上: where something shows.
    private static bool IsScene(string text, int start, int end)
    {
        var after = text.AsSpan(end).TrimStart();
        foreach (var noun in SceneNouns)
        {
            if (after.StartsWith(noun))
            {
                after = after[noun.Length..];
                break;
            }
        }
        if (after is not ['上', ..])
            return false;
        var before = text.AsSpan(Math.Max(0, start - 12), start - Math.Max(0, start - 12));
        var at = before.LastIndexOf('在');
        return at >= 0 && !before[at..].ContainsAny('，', '。', '；');
    }

    private static readonly string[] SceneNouns = ["基准测试", "测试集", "数据集", "基准"];

    private static bool IsAt(string text, int start) => start > 0 && text[start - 1] is '在' or '于' or '用';

    private static bool ContainsSoon(string text, int from, string word, int reach) =>
        text.IndexOf(word, from, Math.Min(reach, text.Length - from), StringComparison.Ordinal) >= 0;

    // A work may train on the very dataset that it introduces: 在MMEB上训练, 使用该数据集进行预训练.
    private static void AddOwn(EntryContext context, FactCollector facts)
    {
        var own = facts.IntroducedDatasets();
        if (own.IsEmpty)
            return;
        foreach (var part in context.Prose)
        {
            foreach (var name in own)
            {
                for (var at = part.Text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = part.Text.IndexOf(name, at + name.Length, StringComparison.Ordinal))
                {
                    if (IsTrainedOnInChinese(part.Text, at, at + name.Length) || part.CueBefore(at, 12) is { Cue: Cue.TrainedOn })
                        facts.Add(Relation.TrainedOn, ThingKind.Dataset, name, part, at, name.Length, "dataset-relation", default, 0.85);
                }
            }
            var back = part.Text.IndexOf("使用该数据集", StringComparison.Ordinal);
            if (own.Length == 1 && back >= 0 && ContainsSoon(part.Text, back, "训练", 16))
                facts.Add(Relation.TrainedOn, ThingKind.Dataset, own[0], part, back, Math.Min(14, part.Text.Length - back), "dataset-relation", default, 0.8);
        }
    }
}

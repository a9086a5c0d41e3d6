using System.Buffers;
using MultimodalPapers.Catalogue;
using MultimodalPapers.Extraction.Cues;
using MultimodalPapers.Extraction.Names;
using MultimodalPapers.Reading;
using MultimodalPapers.Text;

namespace MultimodalPapers.Extraction.Rules;

/// <summary>Where the work comes from.</summary>
internal static class OrganizationRules
{
    public static FactRule Field { get; } = new("organization-field",
        "What stands in an organisation's place (a parenthesis before the title, a column) made the work: (NVIDIA) [NVLM ...].",
        static (context, facts) =>
        {
            foreach (var part in context.Of(PartRoles.Organization))
                AddAll(context, facts, part, 0, part.Text.Length, "organization-field", 1);
            foreach (var part in context.Of(PartRoles.Venue))
            {
                foreach (var mention in part.MentionsOf(ThingKind.Organization))
                    facts.Add(Relation.FromOrganization, ThingKind.Organization, mention.Thing.Name, part, mention.Start, mention.Length, "organization-field", default, 0.9);
            }
        });

    public static FactRule NotePrefix { get; } = new("organization-prefix",
        "A note that begins with organisations and a colon, holds nothing but organisations and people, or is a row of institutions, tells who made the work: NUS&ByteDance：..., (HIT, Peng Cheng Lab), (NVIDIA Ada Lovelace).",
        static (context, facts) =>
        {
            foreach (var part in context.Prose)
            {
                if (AddInstitutions(context, facts, part))
                    continue;
                if (MakersEnd(context, part) is > 0 and var end)
                {
                    AddAll(context, facts, part, 0, end, "organization-prefix", 0.9);
                    continue;
                }
                var colon = part.Text.AsSpan(0, Math.Min(part.Text.Length, 80)).IndexOfAny(':', '：');
                if (colon > 0 && IsOrganizations(context, part, colon))
                    AddAll(context, facts, part, 0, colon, "organization-prefix", 0.95);
            }
        });

    /// <summary>Where the organisations of a note end that holds only them and people; 0 where it holds something else.</summary>
    /// <remarks><c>HIT, Peng Cheng Lab</c>, <c>NTU, Ada Lovelace</c>, <c>NVIDIA Ada Lovelace</c>: a known organisation first, then others or people.</remarks>
    private static int MakersEnd(EntryContext context, PartText part)
    {
        if (part.Part.Label is not null || part.Text.Length >= 90 || part.Mentions is not [{ Start: 0, Thing.Kind: ThingKind.Organization } first, ..])
            return 0;
        if (part.Mentions.Length == 1 && IsPerson(part.Text.AsSpan(first.End)))
            return first.End;
        var end = 0;
        var people = false;
        foreach (var (start, length) in Pieces(part.Text, 0, part.Text.Length))
        {
            var piece = part.Text.AsSpan(start, length);
            if (!people && (context.Catalogue.FindFirst(piece, [ThingKind.Organization]) is not null || (end > 0 && IsInstitution(piece))))
                end = start + length;
            else if (end > 0 && IsPerson(piece))
                people = true;
            else
                return 0;
        }
        return end;
    }

    private const int LongestInstitution = 80;

    // "Siemens AG | University of Oxford | MCML", "American University of Beirut": where half of the names or more are known or spelled as
    // institutions are, the others are organisations, too.
    private static bool AddInstitutions(EntryContext context, FactCollector facts, PartText part)
    {
        var text = part.Text;
        if (part.Part.Label is not null || part.Role != PartRole.Note || !(text.Contains('|', StringComparison.Ordinal) || text.Length < LongestInstitution && HasPlaceOfLearning(text)))
            return false;
        int cells = 0, evident = 0;
        foreach (var (start, length) in Cells(text))
        {
            cells++;
            var cell = text.AsSpan(start, length);
            if (!IsProperName(cell))
                return false;
            evident += IsInstitution(cell) || FillsHalf(part, start, length) ? 1 : 0;
        }
        if (evident == 0 || evident * 2 < cells || (cells == 1 && !HasPlaceOfLearning(text)))
            return false;
        foreach (var (start, length) in Cells(text))
            AddInstitution(context, facts, part, start, length);
        return true;
    }

    private static IEnumerable<(int Start, int Length)> Cells(string text)
    {
        for (var from = 0; from < text.Length;)
        {
            var to = text.IndexOf('|', from) is var bar && bar < 0 ? text.Length : bar;
            var cell = text.AsSpan(from, to - from);
            var start = from + cell.Length - cell.TrimStart().Length;
            if (cell.Trim() is { IsEmpty: false } name)
                yield return (start, name.Length);
            from = to + 1;
        }
    }

    private static bool HasPlaceOfLearning(string text) => text.AsSpan().ContainsAny(PlacesOfLearning);

    private static readonly SearchValues<string> PlacesOfLearning = SearchValues.Create(["University", "Universit\u00e4t", "Institute of", "Polytechnic"], StringComparison.Ordinal);

    // Capitalised words and what joins them, as in "University of Science and Technology of China".
    private static bool IsProperName(ReadOnlySpan<char> text)
    {
        if (text.Length > LongestInstitution || text.Length < 2 || text[^1] is '.' or '?' or '!' or ':')
            return false;
        foreach (var range in text.SplitAny(' ', ','))
        {
            var word = text[range];
            if (!word.IsEmpty && !char.IsUpper(word[0]) && word is not ("of" or "for" or "and" or "at" or "the" or "in" or "de" or "&" or "on"))
                return false;
        }
        return char.IsUpper(text[0]);
    }

    // The institution without its departments, under its known name where it has one.
    private static void AddInstitution(EntryContext context, FactCollector facts, PartText part, int start, int length)
    {
        if (part.Text.AsSpan(start, length).StartsWith("The ", StringComparison.Ordinal))
            (start, length) = (start + 4, length - 4);
        if (Known(context, part.Text.Substring(start, length)) is { } whole)
        {
            facts.Add(Relation.FromOrganization, ThingKind.Organization, whole.Name, part, start, length, "organization-prefix", default, 0.9);
            return;
        }
        var pieces = Pieces(part.Text, start, start + length).Where(piece => !IsDepartment(part.Text.AsSpan(piece.Start, piece.Length))).ToList();
        var named = pieces.FindAll(piece => IsInstitution(part.Text.AsSpan(piece.Start, piece.Length)) || FillsHalf(part, piece.Start, piece.Length));
        foreach (var piece in named.Count > 0 ? named : [(start, length)])
            AddAll(context, facts, part, piece.Item1, piece.Item1 + piece.Item2, "organization-prefix", 0.9);
    }

    private static bool IsDepartment(ReadOnlySpan<char> text) =>
        text.StartsWith("School of ", StringComparison.Ordinal) || text.StartsWith("Department of ", StringComparison.Ordinal) || text.StartsWith("Dept", StringComparison.Ordinal)
        || text.StartsWith("Faculty of ", StringComparison.Ordinal) || text.StartsWith("Division of ", StringComparison.Ordinal) || text.StartsWith("College of ", StringComparison.Ordinal);

    // Spelled as institutions are: "Peng Cheng Lab", "University of Somewhere".
    private static bool IsInstitution(ReadOnlySpan<char> text)
    {
        foreach (var range in text.Split(' '))
        {
            if (text[range].Trim('.') is "University" or "Univ" or "Institute" or "Lab" or "Labs" or "Laboratory" or "Center" or "Centre" or "Research" or "College" or "Academy" or "Inc" or "AI")
                return char.IsUpper(text[0]) && text.Length < 60;
        }
        return false;
    }

    // Two or three capitalised words that are no terms of the field.
    private static bool IsPerson(ReadOnlySpan<char> text)
    {
        var words = 0;
        foreach (var range in text.Trim().Split(' '))
        {
            var word = text.Trim()[range];
            if (word.Length < 2 || !char.IsUpper(word[0]) || word[1..].ContainsAnyExcept(NameLetters) || OrdinaryEnglish.IsCommon(word) || OrdinaryEnglish.IsFieldWord(word))
                return false;
            words++;
        }
        return words is 2 or 3;
    }

    private static readonly SearchValues<char> NameLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz-'.àáâäãåçèéêëìíîïñòóôöõøùúûüýÿ");

    // At least one is known, and nothing between the names but joints and short unknown ones.
    private static bool IsOrganizations(EntryContext context, PartText part, int end)
    {
        var anyKnown = false;
        foreach (var (start, length) in Pieces(part.Text, 0, end))
        {
            var known = context.Catalogue.FindFirst(part.Text.AsSpan(start, length), [ThingKind.Organization]) is not null
                || FillsHalf(part, start, length);
            anyKnown |= known;
            if (!known && (length > 24 || !char.IsAsciiLetterUpper(part.Text[start]) || part.Text.AsSpan(start, length).Count(' ') > 2))
                return false;
        }
        return anyKnown;
    }

    private static bool FillsHalf(PartText part, int start, int length)
    {
        foreach (var mention in part.MentionsOf(ThingKind.Organization))
        {
            if (mention.Start >= start && mention.End <= start + length && mention.Length * 2 >= length)
                return true;
        }
        return false;
    }

    private static void AddAll(EntryContext context, FactCollector facts, PartText part, int from, int to, string rule, double confidence)
    {
        var covered = from;
        foreach (var (start, length) in Pieces(part.Text, from, to))
        {
            // "University of California, Los Angeles" is one.
            if (start < covered)
                continue;
            if (start > from && IsPlace(part.Text.AsSpan(start, length)))
                continue;
            var anyKnown = false;
            foreach (var mention in part.MentionsOf(ThingKind.Organization))
            {
                // Zhejiang University of Technology is not Zhejiang University.
                if (mention.Start < start || mention.Start >= start + length || mention.End > to || (mention.End < start + length && part.Text.AsSpan(mention.End).StartsWith(" of ", StringComparison.Ordinal)))
                    continue;
                facts.Add(Relation.FromOrganization, ThingKind.Organization, mention.Thing.Name, part, mention.Start, mention.Length, rule, default, confidence);
                covered = mention.End;
                anyKnown = true;
            }
            if (anyKnown)
                continue;
            var name = WrittenOut(part.Text.Substring(start, length));
            if (Known(context, name) is { } thing)
                facts.Add(Relation.FromOrganization, ThingKind.Organization, thing.Name, part, start, length, rule, default, confidence);
            else if (IsName(name))
                facts.Add(Relation.FromOrganization, ThingKind.Organization, name, part, start, length, rule, default, confidence * 0.8);
        }
    }

    // Behind an organisation a country, or a town that no university is called after, says where it is.
    private static bool IsPlace(ReadOnlySpan<char> text) => Places.Contains(text);

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Places = new HashSet<string>(
        ("USA|U.S.A|US|U.S|United States|UK|U.K|United Kingdom|China|P.R. China|PR China|Japan|Korea|South Korea|Republic of Korea|India|Singapore|Taiwan|Vietnam|Thailand|Malaysia|Indonesia|Philippines|Pakistan|Bangladesh|Iran|Israel|Turkey|"
            + "Saudi Arabia|UAE|United Arab Emirates|Qatar|Egypt|Germany|France|Italy|Spain|Portugal|Switzerland|Austria|Netherlands|The Netherlands|Belgium|Luxembourg|Sweden|Norway|Denmark|Finland|Poland|Czech Republic|Greece|Ireland|"
            + "Russia|Ukraine|Canada|Mexico|Brazil|Argentina|Chile|Australia|New Zealand|South Africa|Bangalore|Bengaluru|Hyderabad|College Park|Los Angeles|Palo Alto|Mountain View|Redmond|Seattle|Beijing|Hangzhou|Shanghai").Split('|'),
        StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    // In an organisation's place a bare name is that of a university or company: Tongji, Cambridge, Mistral.
    private static CatalogueThing? Known(EntryContext context, string name)
    {
        var known = context.Catalogue.Find(ThingKind.Organization, name);
        if (known is not null || name.Contains(' ', StringComparison.Ordinal) || name.Length < 4)
            return known;
        foreach (var form in (string[])[$"{name} University", $"University of {name}", $"{name} AI", $"{name} Labs", $"{name} College"])
        {
            if (context.Catalogue.Find(ThingKind.Organization, form) is { } whole)
                return whole;
        }
        return null;
    }

    // "Nanjing Univ." is Nanjing University.
    private static string WrittenOut(string name)
    {
        if (!name.Contains("Uni", StringComparison.Ordinal) && !name.Contains("Inst", StringComparison.Ordinal))
            return name;
        var words = name.Split(' ');
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i].TrimEnd('.') is "Univ" or "Uni" && words.Length > 1)
                words[i] = "University";
            else if (words[i].TrimEnd('.') is "Inst" && words.Length > 1)
                words[i] = "Institute";
        }
        return string.Join(' ', words);
    }

    private static bool IsName(ReadOnlySpan<char> text)
    {
        if (text.Length is < 2 or > LongestInstitution || text.Contains("http", StringComparison.Ordinal))
            return false;
        var letters = 0;
        foreach (var c in text)
            letters += char.IsLetter(c) ? 1 : 0;
        return letters * 2 > text.Length && (char.IsUpper(text[0]) || text[0] >= 0x2E80) && text is not ("Unknown" or "None" or "Others" or "Other" or "TBD");
    }

    private static IEnumerable<(int Start, int Length)> Pieces(string text, int from, int to)
    {
        var start = from;
        for (var i = from; i <= to; i++)
        {
            if (i < to && text[i] is not ('&' or ',' or '，' or '、' or '/' or ';' or '；' or '|' or '+' or '＆'))
                continue;
            var (first, last) = (start, i);
            while (first < last && (char.IsWhiteSpace(text[first]) || text[first] is '(' or '（' or '*'))
                first++;
            while (last > first && (char.IsWhiteSpace(text[last - 1]) || text[last - 1] is ')' or '）' or '*' or '.' || EndsWithOthers(text, first, ref last)))
                last--;
            if (last > first)
                yield return (first, last - first);
            start = i + 1;
        }
    }

    private static readonly string[] Others = [" et al", " etc", " and others", "等"];

    // "University of Oregon et al.": the name without what stands for the others.
    private static bool EndsWithOthers(string text, int first, ref int last)
    {
        foreach (var word in Others)
        {
            if (last - first > word.Length && text.AsSpan(first, last - first).EndsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                last -= word.Length - 1;
                return true;
            }
        }
        return false;
    }

    public static FactRule MadeBy { get; } = new("made-by",
        "\"by\", \"released by\" and an organisation, or an organisation at the start of a note with 的, 发布, 推出, tell who made the work.",
        static (context, facts) =>
        {
            foreach (var part in context.Prose)
            {
                if (IsTerms(part))
                    continue;
                foreach (var mention in part.MentionsOf(ThingKind.Organization))
                {
                    if (IsMaker(part, mention.Start, mention.End))
                        facts.Add(Relation.FromOrganization, ThingKind.Organization, mention.Thing.Name, part, mention.Start, mention.Length, "made-by", default, 0.85);
                }
            }
        });

    // "License: MIT", "Restrictions: data generated by OpenAI": whom a licence names made nothing.
    private static bool IsTerms(PartText part) =>
        part.Part.Label is { } label && (label.AsSpan().ContainsAny(TermsWords) || label.AsSpan().ContainsAny(ChineseTermsWords));

    private static readonly SearchValues<string> TermsWords = SearchValues.Create("licen|restriction|terms".Split('|'), StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> ChineseTermsWords = SearchValues.Create("许可|协议".Split('|'), StringComparison.Ordinal);

    private static readonly string[] MakerWords = ["的", "家的", "发布", "推出", "提出", "团队", "开源", "出品", "中文", "多模态", "大模型", "大规模", "复刻", "研发", "开发", "打造", "联合"];

    private static bool IsMaker(PartText part, int start, int end)
    {
        if (part.CueBefore(start, 6) is { Cue: Cue.MadeBy } cue)
            return !(part.Role == PartRole.Abstract && part.Text.AsSpan(cue.Start, cue.Length) is "from" or "by");
        return (start == 0 && Array.Exists(MakerWords, word => string.CompareOrdinal(part.Text, end, word, 0, word.Length) == 0)) || IsMakerInChinese(part.Text, start, end);
    }

    // 由Acme和Glow大学团队合作开发, 是Acme研发的模型; but what 基于由Acme发布的模型 names made another's.
    private static bool IsMakerInChinese(string text, int start, int end)
    {
        var from = text.AsSpan(0, start).LastIndexOfAny(ChineseClauseEnds) + 1;
        var lead = text.AsSpan(from, start - from).TrimEnd();
        var by = lead.LastIndexOf('由');
        var reach = by >= 0 && lead.Length - by < 28 ? 36 : lead.EndsWith('是') ? 8 : 0;
        if (reach == 0 || lead.ContainsAny(OthersWork))
            return false;
        var tail = text.AsSpan(end, Math.Min(reach, text.Length - end));
        var stop = tail.IndexOfAny(ChineseClauseEnds);
        return (stop < 0 ? tail : tail[..stop]).ContainsAny(MakingVerbs);
    }

    private static readonly SearchValues<char> ChineseClauseEnds = SearchValues.Create("，。；,;:：\n（(");

    private static readonly SearchValues<string> OthersWork = SearchValues.Create("基于|使用|采用|利用|通过|借助".Split('|'), StringComparison.Ordinal);

    private static readonly SearchValues<string> MakingVerbs = SearchValues.Create("研发|开发|发布|推出|研制|开源|打造|设计|提出".Split('|'), StringComparison.Ordinal);

    public static FactRule GroupAuthor { get; } = new("group-author",
        "An author that is the name of an organisation is where the work comes from, too.",
        static (context, facts) =>
        {
            foreach (var part in context.Of(PartRoles.Authors))
            {
                // People's names need no search for those of organisations.
                if (!HasGroup(context))
                    continue;
                foreach (var mention in part.MentionsOf(ThingKind.Organization))
                {
                    if (context.Fields.Authors.Any(author => Folding.Key(author) == Folding.Key(part.Text.Substring(mention.Start, mention.Length))))
                        facts.Add(Relation.FromOrganization, ThingKind.Organization, mention.Thing.Name, part, mention.Start, mention.Length, "group-author", default, 0.9);
                }
            }
        });

    private static bool HasGroup(EntryContext context)
    {
        foreach (var author in context.Fields.Authors)
        {
            // A name's plural is a mention of it, too.
            if (!context.Catalogue.Matcher.MayBegin(author))
                continue;
            if (context.Catalogue.Find(ThingKind.Organization, author) is not null || (author.EndsWith('s') && context.Catalogue.Find(ThingKind.Organization, author[..^1]) is not null))
                return true;
        }
        return false;
    }

    public static FactRule Mentions { get; } = new("organization-mention",
        "Any other organisation that the entry's text names is mentioned.",
        static (context, facts) =>
        {
            foreach (var part in context.Running)
            {
                if (IsTerms(part))
                    continue;
                foreach (var mention in part.MentionsOf(ThingKind.Organization))
                    facts.Add(Relation.Mentions, ThingKind.Organization, mention.Thing.Name, part, mention.Start, mention.Length, "organization-mention", default, 0.9);
            }
        });
}

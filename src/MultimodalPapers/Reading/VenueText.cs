using System.Collections.Frozen;
using MultimodalPapers.Text;

namespace MultimodalPapers.Reading;

/// <summary>A venue as a list names it.</summary>
/// <param name="Name">Without year, track and kind of presentation; null where the words name no place of publication, such as <c>arXiv</c>.</param>
/// <param name="Year">The year beside it; null where none stands there.</param>
/// <param name="Known">Whether the name is one that the program knows.</param>
internal readonly record struct VenueText(string? Name, int? Year, bool Known)
{
    // Names that are words of ordinary text too: without a year they name a venue only where one is expected.
    private static readonly FrozenSet<string> Words = new[]
    {
        "Science", "Nature", "Cell", "Patterns", "Machine Learning", "Distill", "MICRO", "SC", "ACM MM", "FG", "IV", "ASE", "Pattern Recognition", "Artificial Intelligence", "Computational Linguistics",
        "Neural Networks", "Information Fusion", "ATC", "SLT", "CHI", "AI Open", "ISCA", "Medical Image Analysis", "3DV",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly Dictionary<string, string> Names = BuildNames();
    private static readonly HashSet<string> Preprints = Keys("arXiv|CoRR|Preprint|Preprints|Pre-print|arXiv preprint|arXiv preprint arXiv|arXiv e-prints|bioRxiv|medRxiv|SSRN|Under review|In submission|Submitted|Blog|Technical report|Tech report|Report|Online|OpenReview|"
        + "Unknown|N/A|NA|None|TBD|In press|Website|HF|GitHub|Unpublished|Manuscript|arXvi|Axiv|Arxic|ArXiv preprint|HAL|Research Square|ChinaXiv|TechRxiv|Zenodo|Other|Others|Webpage|未知|预印本|under reviewing|rejected|withdrawn");
    private static readonly HashSet<string> Presentations = Keys("Oral|Poster|Spotlight|Highlight|Highlights|Accepted|Accept|Award|Best paper|Best|Paper|Candidate|Finalist|Honorable|Mention|Outstanding|Track|Main|Conference|Long|Short|Full|Demo|Demonstration|Tutorial|"
        + "Notable|Top|Industry|D&B|Datasets|Benchmarks|Dataset|and|by|at|to|in|the|Proceedings|Proc|of|Presentation|Talk|Invited|Survey|Camera|Ready|Runner-up|Student|Creative|AI|录用|接收|5|25|Special|Issue");

    private static readonly Openings Openings = OpeningsOf(Names.Keys, Preprints);

    /// <summary>Whether the text names a venue even in the midst of other text.</summary>
    public bool Stands => Known ? Name is null || Year is not null || !Words.Contains(Name) : Year is not null;

    /// <summary>Reads a text that may be a venue with its year; null where it is none.</summary>
    /// <param name="text">At most a few words: <c>NeurIPS 2022</c>, <c>CVPR'24 (Oral)</c>, <c>Neurips2024</c>.</param>
    /// <param name="resolve">Gives the name of a venue by one of its spellings, where the built-in table has none.</param>
    public static VenueText? Read(ReadOnlySpan<char> text, Func<string, string?>? resolve = null)
    {
        text = text.Trim().Trim("[]()（）【】.,;:·*_`\"“”| ");
        if (text.Length is < 2 or > 90 || !text.ContainsAnyInRange('A', 'z') && !ContainsCjk(text))
            return null;
        if (resolve is null && !text.ContainsAnyInRange('0', '9') && !MayHoldName(text))
            return null;
        var year = TakeYear(text, out var words);
        var whole = Strip(words, null);
        if (whole.Length == 0)
            return null;
        if (Lookup(whole, resolve) is { } name)
            return new VenueText(name, year, true);
        if (IsPreprint(whole))
            return new VenueText(null, year, true);
        var bare = Strip(words, Presentations);
        if (bare.Length > 0 && bare != whole)
        {
            if (Lookup(bare, resolve) is { } known)
                return new VenueText(known, year, true);
            if (IsPreprint(bare))
                return new VenueText(null, year, true);
        }
        // Of two versions of a work the first: "TPAMI 2024 & AAAI 2023".
        if (FirstOf(text, "&", resolve) is { Year: not null } version)
            return version;
        if ((Compound(whole, resolve) ?? WrittenOut(text, whole, resolve)) is { } compound)
            return new VenueText(compound, year, true);
        if (FirstOf(text, "&/+", resolve) is { } first)
            return first;
        return year is not null && LooksLikeVenue(bare) ? new VenueText(bare, year, false) : null;
    }

    private static VenueText? FirstOf(ReadOnlySpan<char> text, string marks, Func<string, string?>? resolve)
    {
        var mark = text.IndexOfAny(marks);
        return mark > 2 && Read(text[..mark], resolve) is { Known: true } first ? first : null;
    }

    // Without a year beside it, only a known name is a venue; most words that are no venue begin as none of them does.
    private static bool MayHoldName(ReadOnlySpan<char> text)
    {
        Span<char> letters = stackalloc char[3];
        for (var start = 0; start < text.Length; start++)
        {
            if (start > 0 && char.IsAsciiLetter(text[start - 1]))
                continue;
            var count = 0;
            for (var i = start; i < text.Length && count < letters.Length && (count > 0 || i == start); i++)
            {
                if (text[i] >= 0x80)
                    return true;
                if (char.IsAsciiLetter(text[i]))
                    letters[count++] = text[i];
            }
            if (count > 0 && Openings.MayBeAt(letters[..count], 0))
                return true;
        }
        return false;
    }

    private static bool ContainsCjk(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (Labels.IsCjk(c))
                return true;
        }
        return false;
    }

    private static bool IsPreprint(string words)
    {
        Span<char> ascii = stackalloc char[Folding.AsciiKeyLength];
        var key = Folding.ShortKey(words, ascii);
        return Preprints.GetAlternateLookup<ReadOnlySpan<char>>().Contains(key) || (key.StartsWith("arxiv")
            && !key.ToString().Replace("arxiv", "", StringComparison.Ordinal).Replace("preprint", "", StringComparison.Ordinal).Replace("abs", "", StringComparison.Ordinal).AsSpan().ContainsAnyInRange('d', 'u'));
    }

    // "EMNLP Findings", "Findings of ACL", "CVPR Workshop", "CVPRW", "NeurIPS Workshop on X", "NeurIPS Datasets and Benchmarks".
    private static string? Compound(string words, Func<string, string?>? resolve)
    {
        var findings = words.Contains("Findings", StringComparison.OrdinalIgnoreCase);
        var workshop = words.Contains("Workshop", StringComparison.OrdinalIgnoreCase) || words.Contains('@');
        if (!findings && !workshop)
            return null;
        var rest = 0;
        string? found = null;
        foreach (var word in words.Split([' ', ',', '-', '(', ')', ':', '@', '/'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.StartsWith("Finding", StringComparison.OrdinalIgnoreCase) || word.StartsWith("Workshop", StringComparison.OrdinalIgnoreCase)
                || word is "of" or "the" or "in" or "at" or "Proceedings")
                continue;
            if (found is null && Lookup(word, resolve) is { } name)
                found = name;
            else
                rest++;
        }
        // A workshop with a name of its own keeps it.
        return found is null ? null : findings ? found + " Findings" : rest == 0 ? found + " Workshop" : words;
    }

    // "Proceedings of the IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)": by the abbreviation in
    // parentheses, or by the words that end the name.
    private static string? WrittenOut(ReadOnlySpan<char> text, string words, Func<string, string?>? resolve)
    {
        var open = text.IndexOf('(');
        var close = open < 0 ? -1 : text[open..].IndexOf(')') is var end && end < 0 ? text.Length - open : end;
        if (close > 2)
        {
            TakeYear(text.Slice(open + 1, close - 1), out var inside);
            if (Lookup(Strip(inside, Presentations), resolve) is { } abbreviated)
                return abbreviated;
        }
        if (words.Count(c => c == ' ') < 3)
            return null;
        for (var at = words.IndexOf(' ', StringComparison.Ordinal); at >= 0; at = words.IndexOf(' ', at + 1))
        {
            if (words.IndexOf(' ', at + 1) > 0 && Lookup(words[(at + 1)..], resolve) is { } name)
                return name;
        }
        return null;
    }

    private static string? Lookup(string words, Func<string, string?>? resolve)
    {
        Span<char> ascii = stackalloc char[Folding.AsciiKeyLength];
        if (Names.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(Folding.ShortKey(words, ascii), out var name))
            return name;
        return resolve?.Invoke(words);
    }

    // The year may stand alone, behind an apostrophe, or against the name.
    private static int? TakeYear(ReadOnlySpan<char> text, out string words)
    {
        for (var i = 0; i + 4 <= text.Length; i++)
        {
            if ((i == 0 || !char.IsAsciiDigit(text[i - 1])) && (i + 4 == text.Length || !char.IsAsciiDigit(text[i + 4])) && Phrases.IsYear(text.Slice(i, 4), out var year))
            {
                words = string.Concat(text[..i], " ", text[(i + 4)..]);
                return year;
            }
        }
        for (var i = 1; i + 2 <= text.Length; i++)
        {
            var ends = i + 2 == text.Length || !char.IsLetterOrDigit(text[i + 2]);
            var mark = text[i - 1] is '\'' or '\u2019' or '`' or '\u2018';
            if (ends && char.IsAsciiDigit(text[i]) && char.IsAsciiDigit(text[i + 1]) && text[i] is '0' or '1' or '2'
                && (mark || (char.IsAsciiLetterUpper(text[i - 1]) && i >= 2 && char.IsAsciiLetter(text[i - 2]))))
            {
                words = string.Concat(text[..(mark ? i - 1 : i)], " ", text[(i + 2)..]);
                return 2000 + (text[i] - '0') * 10 + (text[i + 1] - '0');
            }
        }
        words = text.ToString();
        return null;
    }

    // The words without marks, joined by single spaces; where told to, without those that say how or when a work was presented.
    private static string Strip(ReadOnlySpan<char> words, HashSet<string>? without)
    {
        Span<char> kept = stackalloc char[words.Length + 1];
        Span<char> ascii = stackalloc char[Folding.AsciiKeyLength];
        var length = 0;
        foreach (var range in words.SplitAny(WordEnds))
        {
            var word = words[range].Trim(".-–/'_\"!");
            if (word.IsEmpty || (without is not null && (without.GetAlternateLookup<ReadOnlySpan<char>>().Contains(Folding.ShortKey(word, ascii)) || Phrases.IsMonth(word))))
                continue;
            if (length > 0)
                kept[length++] = ' ';
            word.CopyTo(kept[length..]);
            length += word.Length;
        }
        return kept[..length].ToString();
    }

    private static readonly System.Buffers.SearchValues<char> WordEnds = System.Buffers.SearchValues.Create(" ,()（）[];:|\n*");

    // An abbreviation that nobody told us, with a year beside it: "MLSys 2024", "IEEE TMM 2023".
    private static bool LooksLikeVenue(string words)
    {
        var parts = words.Split(' ');
        if (parts.Length is 0 or > 4)
            return false;
        foreach (var part in parts)
        {
            var capitals = part.Count(char.IsAsciiLetterUpper);
            var letters = part.Count(char.IsLetter);
            if (letters < 2 || letters > 12 || capitals < 2 || part.Any(char.IsDigit))
                return false;
        }
        return true;
    }

    private static Openings OpeningsOf(params ReadOnlySpan<IEnumerable<string>> groups)
    {
        var openings = new Openings();
        foreach (var keys in groups)
        {
            foreach (var key in keys)
                openings.Add(key);
        }
        return openings;
    }

    private static HashSet<string> Keys(string names)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names.Split('|'))
            keys.Add(Folding.Key(name));
        return keys;
    }

    private static Dictionary<string, string> BuildNames()
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        const string Table = """
            CVPR;IEEE CVPR;CVRP;CPVR;Computer Vision and Pattern Recognition;IEEE Conference on Computer Vision and Pattern Recognition;Conference on Computer Vision and Pattern Recognition
            CVPR Workshop;CVPRW;CVPR Workshops
            ICCV;International Conference on Computer Vision;IEEE International Conference on Computer Vision
            ICCV Workshop;ICCVW
            ECCV;European Conference on Computer Vision
            ECCV Workshop;ECCVW
            NeurIPS;NIPS;NeurlPS;NeuRIPS;Neural Information Processing Systems;Advances in Neural Information Processing Systems;Conference on Neural Information Processing Systems;NeurlIPS;Neruips;NerIPS;NeurPS
            NeurIPS Workshop;NeurIPSW;NIPSW
            ICLR;ICRL;IRLR;International Conference on Learning Representations;ICLR Blogposts
            ICLR Workshop;ICLRW
            ICML;International Conference on Machine Learning;IMCL
            ICML Workshop;ICMLW
            ACL;Annual Meeting of the Association for Computational Linguistics;Association for Computational Linguistics
            ACL Findings;Findings of ACL;ACL-Findings;Findings ACL
            EMNLP;Empirical Methods in Natural Language Processing;EMLNP;ENMLP
            EMNLP Findings;Findings of EMNLP;Findings EMNLP
            NAACL;NAACL-HLT;NAACL HLT
            NAACL Findings;Findings of NAACL;Findings NAACL
            EACL
            EACL Findings;Findings of EACL
            AACL
            COLING
            LREC-COLING
            LREC
            CoNLL
            TACL;Transactions of the Association for Computational Linguistics
            ACL-IJCNLP
            EMNLP-IJCNLP
            AAAI;AAAI Conference on Artificial Intelligence
            IJCAI;International Joint Conference on Artificial Intelligence
            ACM MM;ACMMM;ACM Multimedia;MM;ACM International Conference on Multimedia
            ACM MM Asia;MM Asia
            WACV
            WACV Workshop;WACVW
            BMVC
            ACCV
            ICME
            ICASSP
            INTERSPEECH
            ISMIR
            SIGGRAPH;ACM SIGGRAPH
            SIGGRAPH Asia;SIGGRAPHAsia
            TOG;ACM TOG;ACM Transactions on Graphics;Transactions on Graphics
            Eurographics
            TPAMI;PAMI;IEEE TPAMI;T-PAMI;IEEE Transactions on Pattern Analysis and Machine Intelligence
            IJCV;International Journal of Computer Vision
            TIP;IEEE TIP
            TMM;IEEE TMM
            TCSVT;IEEE TCSVT
            TVCG;IEEE TVCG
            TNNLS;IEEE TNNLS
            TKDE;IEEE TKDE
            TASLP
            TMLR;Transactions on Machine Learning Research
            JMLR;Journal of Machine Learning Research
            MICCAI
            MIDL
            ISBI
            MedIA;Medical Image Analysis
            TMI;IEEE TMI
            CoRL
            ICRA
            IROS
            RSS;Robotics: Science and Systems
            RA-L;RAL;IEEE RA-L
            T-RO;TRO
            KDD;SIGKDD;ACM SIGKDD
            WWW;TheWebConf;The Web Conference;WebConf
            SIGIR
            CIKM
            WSDM
            ECIR
            RecSys
            ICDM
            SIGMOD
            VLDB;PVLDB
            ICDE
            AISTATS
            UAI
            COLT
            CoLM;COLM;Conference on Language Modeling
            L4DC
            LoG
            AutoML
            CHI;ACM CHI
            UIST
            IUI
            CSCW
            FAccT
            AIES
            ICSE
            FSE
            ASE
            ISSTA
            USENIX Security
            NDSS
            CCS;ACM CCS
            S&P;IEEE S&P
            OSDI
            SOSP
            ASPLOS
            MLSys
            ISCA
            MICRO
            HPCA
            SC
            DAC
            ICCAD
            EuroSys
            ATC
            NSDI
            SIGCOMM
            ICPR
            ICIP
            ICDAR
            ICMR
            3DV
            FG
            CogSci
            ECAI
            ECML;ECML PKDD;ECML-PKDD
            ICTAI
            IJCNN
            ICONIP
            ICANN
            PRICAI
            PRCV
            NLPCC
            CCL
            SemEval
            WMT
            SIGDIAL
            INLG
            ICLP
            RANLP
            IWSLT
            ASRU
            SLT
            Nature
            Science
            PNAS
            Cell
            Patterns
            Nature Communications;Nat. Commun.;Nat Commun
            Nature Machine Intelligence
            Nature Medicine
            Scientific Reports
            Science Robotics
            Pattern Recognition;PR
            Neurocomputing
            Information Fusion
            Neural Networks
            ACM Computing Surveys;CSUR;ACM CSUR
            Machine Intelligence Research;MIR
            AI Open
            IEEE Access
            Machine Learning
            Computational Linguistics
            Artificial Intelligence
            Distill
            PLOS ONE
            CVIU
            PRL;Pattern Recognition Letters
            TOMM;ACM TOMM
            TOIS
            TIST
            TGRS
            IGARSS
            ITSC
            IV;IEEE IV
            T-IV;TIV
            T-ITS
            AAMAS
            GECCO
            EMBC
            CHIL
            BioNLP
            ML4H
            NeurIPS D&B;NeurIPS Datasets and Benchmarks;NeurIPS Datasets and Benchmarks Track;NeurIPS Dataset and Benchmark Track
            """;
        foreach (var line in Table.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var spellings = line.Split(';');
            foreach (var spelling in spellings)
                names.TryAdd(Folding.Key(spelling), spellings[0]);
        }
        names[Folding.Key("NeurIPS D&B")] = "NeurIPS";
        foreach (var track in new[] { "NeurIPS Datasets and Benchmarks", "NeurIPS Datasets and Benchmarks Track", "NeurIPS Dataset and Benchmark Track" })
            names[Folding.Key(track)] = "NeurIPS";
        return names;
    }
}

using MultimodalPapers.Text;

namespace MultimodalPapers.Reading;

/// <summary>The venues that the program knows, by their spellings, and the words that stand beside or instead of one.</summary>
internal static class KnownVenues
{
    private const string Arxiv = "arxiv";

    private static readonly Dictionary<string, string> Names = BuildNames();
    private static readonly HashSet<string> Preprints = Keys("arXiv|CoRR|Preprint|Preprints|Pre-print|arXiv preprint|arXiv preprint arXiv|arXiv e-prints|bioRxiv|medRxiv|SSRN|Under review|In submission|Submitted|Blog|Technical report|Tech report|Report|Online|OpenReview|"
        + "Unknown|N/A|NA|None|TBD|In press|Website|HF|GitHub|Unpublished|Manuscript|arXvi|Arixv|Arvix|Axiv|Arxic|ArXiv preprint|HAL|Research Square|ChinaXiv|TechRxiv|Zenodo|Other|Others|Webpage|未知|预印本|under reviewing|rejected|withdrawn");
    private static readonly HashSet<string> Presentations = Keys("Oral|Poster|Spotlight|Highlight|Highlights|Accepted|Accept|Award|Best paper|Best|Paper|Candidate|Finalist|Honorable|Mention|Outstanding|Track|Main|Conference|Long|Short|Full|Demo|Demonstration|Tutorial|Submission|Submitted|"
        + "Notable|Top|Industry|D&B|Datasets|Benchmarks|Dataset|and|by|at|to|in|the|Proceedings|Proc|of|Presentation|Talk|Invited|Survey|Camera|Ready|Runner-up|Student|Creative|AI|录用|接收|5|25|Special|Issue");

    // The keys of names and preprints. In ordinal order, those that begin alike are neighbours.
    private static readonly string[] Sorted = SortedKeys();
    private static readonly Openings Openings = OpeningsOf(Sorted);

    // Where, among them, those begin whose first character is an ASCII one or a higher one.
    private static readonly int[] Firsts = FirstsOfAscii();

    // The first two characters of keys that begin beyond ASCII, and the first one of such words about the presentation.
    private static readonly string[] WideBeginnings = [.. Sorted.Where(IsWide).Select(key => key[..Math.Min(2, key.Length)]).Distinct()];
    private static readonly string WidePresentations = string.Concat(Presentations.Where(IsWide).Select(word => word[0]).Order());

    private static bool IsWide(string key) => key[0] >= 0x80;

    /// <summary>The name of the venue that words spell; null where they spell none.</summary>
    public static string? Of(ReadOnlySpan<char> words)
    {
        Span<char> ascii = stackalloc char[Folding.AsciiKeyLength];
        return Names.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(Folding.ShortKey(words, ascii), out var name) ? name : null;
    }

    /// <summary>Whether words say that a work is not published, or name a preprint server.</summary>
    public static bool IsPreprint(ReadOnlySpan<char> words)
    {
        Span<char> ascii = stackalloc char[Folding.AsciiKeyLength];
        var key = Folding.ShortKey(words, ascii);
        // "Arixv'23.10" keeps its month.
        if (!key.StartsWith(Arxiv))
            return Preprints.GetAlternateLookup<ReadOnlySpan<char>>().Contains(key.StartsWith("ar") ? key.TrimEnd("0123456789") : key);
        return !key[Arxiv.Length..].ContainsAnyInRange('d', 'u') || Preprints.GetAlternateLookup<ReadOnlySpan<char>>().Contains(key)
            || !key.ToString().Replace(Arxiv, "", StringComparison.Ordinal).Replace("preprint", "", StringComparison.Ordinal).Replace("abs", "", StringComparison.Ordinal).AsSpan().ContainsAnyInRange('d', 'u');
    }

    /// <summary>Whether a word says how or when a work was presented.</summary>
    public static bool IsPresentation(ReadOnlySpan<char> word)
    {
        Span<char> ascii = stackalloc char[Folding.AsciiKeyLength];
        return Presentations.GetAlternateLookup<ReadOnlySpan<char>>().Contains(Folding.ShortKey(word, ascii)) || Phrases.IsMonth(word);
    }

    /// <summary>Whether a name or preprint may stand in a text, from some word on; most texts are told by the first letters of their words.</summary>
    public static bool MayStandIn(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] >= 0x80 ? FoldsToLetter(text[at]) || BeginsWide(text[at..]) : StartsWord(text, at) && Openings.MayBeAt(text, at) && MayStandAt(text, at))
                return true;
        }
        return false;
    }

    private static bool BeginsWide(ReadOnlySpan<char> text)
    {
        foreach (var beginning in WideBeginnings)
        {
            if (text.StartsWith(beginning))
                return true;
        }
        return false;
    }

    private static bool StartsWord(ReadOnlySpan<char> text, int at) =>
        char.IsAsciiLetter(text[at]) ? at == 0 || !char.IsAsciiLetter(text[at - 1]) : char.IsAsciiDigit(text[at]) && (at == 0 || !char.IsAsciiDigit(text[at - 1]));

    // Years, marks and words about the presentation may stand between the words of a name.
    private static bool MayStandAt(ReadOnlySpan<char> text, int at)
    {
        var keys = new Alike(0, Sorted.Length, 0);
        while (at < text.Length)
        {
            var c = text[at];
            var end = at + 1;
            if (char.IsAsciiLetter(c))
            {
                while (end < text.Length && char.IsAsciiLetter(text[end]))
                    end++;
                if (!keys.GoOn(text[at..end]) && (keys.Length == 0 || !IsPresentation(text[at..end])))
                    return false;
            }
            else if (FoldsToLetter(c) || WidePresentations.Contains(c))
                return true;
            else if (Labels.IsCjk(c))
                return false;
            else
                keys.GoOn(text[at..end]);
            if (keys.HoldWhole)
                return true;
            at = end;
        }
        return false;
    }

    // Letters with accents, ligatures and full-width letters.
    private static bool FoldsToLetter(char c) => c is >= '\u00C0' and <= '\u024F' or '\uFB01' or '\uFB02' or >= '\uFF21' and <= '\uFF5A';

    /// <summary>The keys that begin with the characters read so far.</summary>
    private record struct Alike(int From, int To, int Length)
    {
        /// <summary>Whether one of them ends here.</summary>
        public readonly bool HoldWhole => Length > 0 && (Sorted[From].Length == Length || BeginWithArxiv);

        // What follows "arXiv" need be no part of a key.
        private readonly bool BeginWithArxiv => Length == Arxiv.Length && Sorted[From].StartsWith(Arxiv, StringComparison.Ordinal);

        /// <summary>Reads on; where no key goes on like this, nothing is read.</summary>
        public bool GoOn(ReadOnlySpan<char> text)
        {
            var (from, to, length) = this;
            foreach (var c in text)
            {
                var next = char.ToLowerInvariant(c);
                (from, to) = length == 0 && next < 0x80 ? (Firsts[next], Firsts[next + 1]) : (FirstFrom(from, to, length, next), FirstFrom(from, to, length, next + 1));
                if (from == to)
                    return false;
                length++;
                if (new Alike(from, to, length).BeginWithArxiv)
                    break;
            }
            this = new Alike(from, to, length);
            return true;
        }
    }

    // The first of some keys that goes on with a character or a higher one.
    private static int FirstFrom(int from, int to, int length, int next)
    {
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (Sorted[middle].Length == length || Sorted[middle][length] < next)
                from = middle + 1;
            else
                to = middle;
        }
        return from;
    }

    private static string[] SortedKeys()
    {
        string[] keys = [.. Names.Keys, .. Preprints];
        Array.Sort(keys, StringComparer.Ordinal);
        return keys;
    }

    private static int[] FirstsOfAscii()
    {
        var firsts = new int[0x81];
        for (var c = 0; c < firsts.Length; c++)
            firsts[c] = FirstFrom(0, Sorted.Length, 0, c);
        return firsts;
    }

    private static Openings OpeningsOf(string[] keys)
    {
        var openings = new Openings();
        foreach (var key in keys)
            openings.Add(key);
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
            RSS;Robotics Science and Systems
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
            SIGMOD;International Conference on Management of Data
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

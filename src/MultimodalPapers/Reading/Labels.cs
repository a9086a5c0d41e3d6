using System.Buffers;
using MultimodalPapers.Extraction;

namespace MultimodalPapers.Reading;

/// <summary>What a label in front of a field, or a column's heading, promises.</summary>
internal enum FieldMeaning
{
    /// <summary>The words are no known label.</summary>
    Unknown,
    Part,
    Link,

    /// <summary>Numbering, star counts and the like: nothing about the work.</summary>
    Nothing,
}

/// <param name="Meaning">What follows the label.</param>
/// <param name="Role">The role of the text, where it is a part.</param>
/// <param name="Link">The kind of the links, where it is about links; null where the label leaves it open.</param>
internal readonly record struct FieldLabel(FieldMeaning Meaning, PartRole Role = PartRole.Note, LinkKind? Link = null);

/// <summary>The words that lists use for fields, columns and links, in English and Chinese. One table for all layouts.</summary>
internal static class Labels
{
    private static readonly Dictionary<string, FieldLabel>.AlternateLookup<ReadOnlySpan<char>> Fields = BuildFields().GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly Dictionary<string, LinkKind?>.AlternateLookup<ReadOnlySpan<char>> Words = BuildLinkWords().GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What a label means; <see cref="FieldMeaning.Unknown"/> where it is no label that lists use.</summary>
    public static FieldLabel Of(ReadOnlySpan<char> label)
    {
        if (label.Length > 48)
            return default;
        Span<char> key = stackalloc char[label.Length];
        key = key[..Fold(label, key)];
        return Fields.TryGetValue(key, out var field) ? field
            : key.Length > 1 && key[^1] == 's' && Fields.TryGetValue(key[..^1], out field) ? field
            : default;
    }

    /// <summary>Whether a link's text says only what kind of link it is (<c>Paper</c>, <c>[code]</c>, <c>2305.01278</c>), and not what it leads to.</summary>
    public static bool IsGenericLink(ReadOnlySpan<char> label)
    {
        label = label.Trim();
        if (label.Length > 60)
            return IsAddress(label);
        return IsAddress(label) || Inspect(label, whole: false, out _);
    }

    /// <summary>The kind of link that a generic label names; null where it names none.</summary>
    public static LinkKind? LinkKindOf(ReadOnlySpan<char> label)
    {
        Inspect(label, whole: true, out var kind);
        return kind;
    }

    /// <summary>As <see cref="LinkKindOf"/> where <see cref="IsGenericLink"/>; else null.</summary>
    public static LinkKind? KindOfGenericLink(ReadOnlySpan<char> label)
    {
        label = label.Trim();
        if (IsAddress(label))
            return LinkKindOf(label);
        return label.Length <= 60 && Inspect(label, whole: false, out var kind) ? kind : null;
    }

    /// <summary>Whether a link's text promises something to watch, attend or browse: a blog, video, course, podcast.</summary>
    public static bool IsTeaching(ReadOnlySpan<char> label) => label.Length < 40 && label.ContainsAny(Teaching);

    private static readonly SearchValues<string> Teaching = SearchValues.Create(
        "blog|video|course|lecture|tutorial|notebook|post|youtube|slides|book|podcast|talk|colab".Split('|'), StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether all words are those of link labels. Unless the whole label is wanted, it stops at the first that is not. The first word that names a kind decides it; one of a stronger kind does before "page" and the like.</summary>
    private static bool Inspect(ReadOnlySpan<char> label, bool whole, out LinkKind? kind)
    {
        kind = null;
        var words = 0;
        var known = true;
        var at = 0;
        while (at < label.Length && (known || whole))
        {
            if (!char.IsLetterOrDigit(label[at]))
            {
                at++;
                continue;
            }
            var start = at;
            var cjk = IsCjk(label[at]);
            while (at < label.Length && (char.IsLetterOrDigit(label[at]) || (label[at] == '.' && at + 1 < label.Length && char.IsDigit(label[at + 1])))
                && IsCjk(label[at]) == cjk)
                at++;
            var word = label[start..at];
            words++;
            if (IsNumber(word))
                continue;
            if (Words.TryGetValue(word, out var of) || (char.IsAsciiDigit(word[^1]) && Words.TryGetValue(word.TrimEnd("0123456789"), out of)))
                kind = kind is null || (kind == LinkKind.Project && of is not null) ? of ?? kind : kind;
            else
                known &= cjk && Compound(word, ref kind);
        }
        return known && words <= 5;
    }

    // Chinese labels run together: 模型下载地址. The longest known word at each place is taken.
    private static bool Compound(ReadOnlySpan<char> word, ref LinkKind? kind)
    {
        var at = 0;
        while (at < word.Length)
        {
            var length = Math.Min(4, word.Length - at);
            LinkKind? of = null;
            while (length > 0 && !Words.TryGetValue(word.Slice(at, length), out of))
                length--;
            if (length == 0)
                return false;
            kind ??= of;
            at += length;
        }
        return true;
    }

    /// <summary>Whether a label can only promise the work's title, whatever stands above it.</summary>
    public static bool IsTitleOfWork(ReadOnlySpan<char> label)
    {
        foreach (var words in TitleOfWork)
        {
            if (label.Equals(words, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    private static readonly string[] TitleOfWork = ["Paper title", "Paper name", "Title", "论文标题", "论文题目", "论文名称", "论文名"];

    /// <summary>Whether a link's text is an address itself.</summary>
    public static bool IsAddress(ReadOnlySpan<char> label) =>
        label.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || label.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        || label.StartsWith("www.", StringComparison.OrdinalIgnoreCase);

    private static bool IsNumber(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (!char.IsAsciiDigit(c) && c is not ('.' or 'v'))
                return false;
        }
        return true;
    }

    public static bool IsCjk(char c) => c >= '\u3040' && IsCjkLetter(c);

    private static bool IsCjkLetter(char c) => c is >= '\u3040' and <= '\u30FF' or >= '\u3400' and <= '\u9FFF' or >= '\uAC00' and <= '\uD7AF' or >= '\uF900' and <= '\uFAFF';

    // Letters and digits, lower case; the rest of a label is decoration.
    private static int Fold(ReadOnlySpan<char> label, Span<char> key)
    {
        var length = 0;
        foreach (var c in label)
        {
            if (char.IsLetterOrDigit(c))
                key[length++] = char.ToLowerInvariant(c);
        }
        return length;
    }

    private static string Key(string label)
    {
        var key = new char[label.Length];
        return new string(key, 0, Fold(label, key));
    }

    private static Dictionary<string, FieldLabel> BuildFields()
    {
        var fields = new Dictionary<string, FieldLabel>(StringComparer.Ordinal);
        void Part(PartRole role, string labels)
        {
            foreach (var label in labels.Split('|'))
                fields[Key(label)] = new FieldLabel(FieldMeaning.Part, role);
        }
        void Link(LinkKind? kind, string labels)
        {
            foreach (var label in labels.Split('|'))
                fields[Key(label)] = new FieldLabel(FieldMeaning.Link, PartRole.Note, kind);
        }
        void Nothing(string labels)
        {
            foreach (var label in labels.Split('|'))
                fields[Key(label)] = new FieldLabel(FieldMeaning.Nothing);
        }

        Part(PartRole.Title, "Title|Paper title|Paper name|Article|Work|标题|题目|论文标题|论文题目|论文名称|论文名|文章");
        Part(PartRole.Name, "Name|Model|Model name|Models|Method|Methods|Approach|System|Framework|Algorithm|Abbreviation|Acronym|"
            + "Short name|Alias|Nickname|Dataset|Dataset name|Benchmark|Benchmark name|Product|Project name|MLLM|LMM|VLM|"
            + "名称|模型|模型名称|模型名|方法|简称|数据集|数据集名称|基准|评测集");
        Part(PartRole.Authors, "Author|Authors|Author list|By|Written by|First author|Writers|作者|论文作者|作者列表");
        Part(PartRole.Venue, "Venue|Venues|Conference|Conferences|Journal|Published in|Published at|Publication|Publications|Pub|Pub.|"
            + "Source venue|Conference/Journal|Venue/Date|Booktitle|Where|Accepted|Accepted by|会议|期刊|会议/期刊|发表|发表于|发表会议|出处|来源");
        Part(PartRole.Date, "Date|Year|Time|Month|Published|Publish date|Publication date|Publication year|Release date|Release time|Release|"
            + "Released|Submitted|Year-month|Published date|Update|When|日期|年份|时间|发布时间|发表时间|发布日期|年");
        Part(PartRole.Organization, "Organization|Organizations|Organisation|Org|Institution|Institutions|Institute|Institutes|Affiliation|Affiliations|"
            + "Company|Company/Institution|Creator|Creators|Developer|Developers|Developed by|Maker|Team|Lab|University|Publisher|Provider|"
            + "Institution/Company|Vendor|Owner|机构|单位|公司|组织|发布机构|研发机构|作者单位|团队|高校|开发者");
        Part(PartRole.Backbone, "Backbone|Backbones|LLM backbone|Language backbone|Base LLM|Base LLMs|Base model|Base models|Base language model|Language model|Language models|"
            + "LLM base|LLM|LLMs|Foundation model|Foundation LLM|LLM(s)|Pretrained LLM|Language decoder|Text decoder|LLM decoder|Backbone LLM|Backbone model|Based on|Built on|"
            + "Base|Initialization|Init|语言模型|基座|基座模型|底座|底座模型|基础模型|大语言模型|骨干|骨干网络|语言基座");
        Part(PartRole.Encoder, "Encoder|Vision encoder|Visual encoder|Image encoder|Video encoder|Audio encoder|Speech encoder|Modality encoder|Encoders|Vision backbone|"
            + "Visual backbone|Vision model|Vision tower|Vision|ViT|Text encoder|视觉编码器|图像编码器|编码器|视觉模型|视觉部分|视觉|音频编码器|非语言模型|视觉架构");
        Part(PartRole.Generator, "Generator|Image generator|Video generator|Audio generator|Decoder model|Image decoder|Visual decoder|Modality generator|Diffusion model|"
            + "生成器|图像生成器|解码器|生成模型");
        Part(PartRole.TrainingData, "Training data|Train data|Pretraining data|Pre-training data|Pretrain data|Training set|Training dataset|Training datasets|Training corpus|"
            + "Pretraining dataset|Pre-training dataset|Pre-training datasets|Tuning data|Instruction data|SFT data|Corpus|Corpora|训练数据|训练集|预训练数据|微调数据|语料");
        Part(PartRole.Benchmark, "Evaluation data|Evaluation|Evaluated on|Evaluation benchmark|Evaluation benchmarks|Evaluation dataset|Evaluation datasets|Test data|Testing data|Test set|"
            + "Benchmarks|Test sets|评测|评测数据|评测基准|测试集|测评");
        Part(PartRole.Size, "Size|Sizes|Parameters|Params|Param|Params (B)|Parameter|Model size|Model sizes|#Params|#Parameters|Parameter size|Num params|Scale of parameters|"
            + "参数|参数量|大小|规模|模型大小|参数规模");
        Part(PartRole.Abstract, "Abstract|摘要|Summary of abstract");
        Part(PartRole.Note, "Base dataset|Base datasets|Source dataset|Source datasets|Original dataset|Parent dataset|Note|Notes|Brief|Comment|Comments|Remark|Remarks|Description|Highlight|Highlights|Contribution|Contributions|Summary|TL;DR|TLDR|tl dr|"
            + "Keyword|Keywords|Key words|Tag|Tags|Task|Tasks|Topic|Topics|Category|Categories|Type|Domain|Field|Area|Modality|Modalities|Language|Languages|"
            + "Introduction|Intro|Overview|Motivation|Technique|Techniques|Architecture|Training|Input|Output|Features|Feature|Characteristics|License|Licence|Limitation|"
            + "Context length|Scale|Usage and License|Main Contributions|Info|Details|Source|Collection method|Status|Takeaway|Takeaways|Key idea|Idea|Insight|Insights|"
            + "备注|简介|简述|介绍|说明|描述|摘要翻译|任务|关键词|关键技术|领域|应用领域|类型|类别|方向|语言|模态|特点|特色|亮点|贡献|创新点|总结|笔记|核心思想|技术|架构|许可|协议|版本|训练|上下文|开源协议");
        Link(LinkKind.Paper, "Paper|Papers|Paper link|Paper links|Paper url|PDF|arXiv|arXiv link|arXiv ID|Technical report|Paper page|Publication link|DOI|论文|论文链接|论文地址|原文|原文链接");
        Link(LinkKind.Code, "Code|Codes|Code link|Github|Github link|Github links|GitHub repo|Repo|Repository|Source code|Official code|Implementation|Code url|Code/Project|Colab|"
            + "代码|代码链接|代码地址|源码|源地址|开源地址|仓库|开源代码");
        Link(LinkKind.Project, "Project|Projects|Project page|Project website|Project link|Project url|Website|Homepage|Home page|Web page|Webpage|Page|Official website|Site|"
            + "项目|项目主页|项目地址|项目链接|主页|官网|项目页");
        Link(LinkKind.Dataset, "Dataset link|Data|Data link|Datasets link|Dataset url|Dataset page|数据|数据链接|数据地址|数据下载");
        Link(LinkKind.Model, "Checkpoint|Checkpoints|Weights|Model weights|Model link|Model links|Model card|Model zoo|HuggingFace|Hugging Face|HF|HF link|Huggingface link|ModelScope|PyTorch|TensorFlow|"
            + "Download|模型下载|下载|下载地址|模型地址|模型链接|权重|模型权重");
        Link(LinkKind.Demo, "Demo|Demos|Online demo|Demo link|Playground|Try it|演示|体验|在线体验|试用|体验地址");
        Link(LinkKind.Note, "Blog|Blog post|Blog link|Post|Video|Slides|Reading notes|Reading note|ReadNotes|Talk|Youtube|Twitter|News|Interpretation|解读|博客|视频|阅读笔记|论文解读|知乎");
        Link(null, "Link|Links|URL|Urls|Resource|Resources|Reference|References|Supplement|Supplements|Related link|Material|Materials|Availability|Open source|Open-source|Open sourced|"
            + "链接|地址|网址|资源|参考|开源");
        Nothing("No|No.|#|ID|Index|Idx|Num|Number|Stars|Star|Github stars|Citations|Cited|Citation count|Rank|Bibtex|Bib|Citation|Cite|序号|编号|星标|引用|引用数|排名|推荐指数");
        fields.Remove("");
        return fields;
    }

    private static Dictionary<string, LinkKind?> BuildLinkWords()
    {
        var words = new Dictionary<string, LinkKind?>(StringComparer.OrdinalIgnoreCase);
        void Add(LinkKind? kind, string list)
        {
            foreach (var word in list.Split(' '))
                words[word] = kind;
        }
        Add(LinkKind.Paper, "paper papers pdf arxiv abs preprint openreview acm ieee springer elsevier aclanthology anthology acl cvf pmlr neurips nips iclr icml cvpr iccv eccv emnlp naacl aaai ijcai publication doi manuscript biorxiv medrxiv ssrn arvix axiv arxi "
            + "thesis proceedings 论文 原文 论文链接 论文地址 文章");
        Add(LinkKind.Code, "code codes github git repo repository repositories implementation implementations colab pytorch tensorflow jax keras gitee gitlab notebook star stars software "
            + "代码 源码 开源 源地址 开源地址 代码链接 代码地址 仓库 开源代码 官方代码");
        Add(LinkKind.Project, "project projects page pages website webpage web site homepage home 项目 主页 项目主页 官网 网站 项目地址 项目页");
        Add(LinkKind.Dataset, "dataset datasets data benchmark corpus 数据集 数据 数据下载");
        Add(LinkKind.Model, "model models weights weight checkpoint checkpoints ckpt huggingface hugging face hf modelscope hub 模型 权重 模型下载 模型权重 hugginface");
        Add(LinkKind.Demo, "demo demos space spaces playground gradio app apps try replicate 演示 体验 试用 在线体验");
        Add(LinkKind.Note, "blog blogs note notes readnotes readnote readingnotes reading read post posts zhihu 知乎 解读 论文解读 中文解读 博客 笔记 阅读笔记 "
            + "video videos course courses lecture lectures book youtube slides slide talk talks poster posters bilibili twitter tweet news review tutorial media interview wechat medium podcast 视频 公众号 X微博");
        Add(null, "official unofficial link links here url urls download downloads supp supplementary supplemental supplement appendix bibtex cite citation bib material materials view more and or the a of for in on to with full version extended "
            + "our author authors community third party original source technical report tech reports info information release documentation docs doc api html leaderboard collection collections resource resources card image images tool tools coming soon tbd tba "
            + "unavailable available v1 v2 v3 v4 v5 part open online web_page wiki news_page 链接 地址 下载 网址 官方 点击 查看 非官方 技术报告 更多 仓库地址 完整列表 完整 列表 页面 这里 此处 首页 申请 在线 版");
        return words;
    }
}

using System.Collections.Immutable;

namespace MultimodalPapers.Reading;

/// <param name="Level">1 to 6.</param>
/// <param name="Text">Plain text.</param>
/// <param name="Number">Counted through the document from 1.</param>
internal sealed record OutlineHeading(int Level, string Text, int Number);

/// <summary>The headings above the place that is being read.</summary>
internal sealed class Outline
{
    // No works stand below these, whatever stands there looks like.
    private static readonly HashSet<string> Closed = Words(
        "contents|table of contents|table of content|toc|contents table|catalog|catalogue|index|navigation|quick links|outline|content|目录|目录导航|导航|索引|"
        + "contributing|contribution|contributions|contribute|how to contribute|contributors|contributor|contribution guidelines|contributing guidelines|pull request|贡献|贡献者|参与贡献|如何贡献|"
        + "license|licence|licenses|许可|许可证|协议|citation|citations|cite|citing|cite us|how to cite|bibtex|reference us|引用|如何引用|引用我们|"
        + "acknowledgement|acknowledgements|acknowledgment|acknowledgments|credits|thanks|致谢|感谢|contact|contacts|contact us|contact me|about me|about us|联系|联系我们|联系方式|关于|"
        + "star history|stargazers|stars|star|stargazers over time|maintainer|maintainers|sponsors|sponsor|support|faq|q&a|disclaimer|to do|to do list|to do lists|todo|todo list|todos|to-do lists|to-do list|roadmap|待办|changelog|change log|更新日志|更新记录|免责声明|submission format|format|formatting");

    // Below these stand tools, courses and lists; a work is one only with a paper of its own.
    private static readonly HashSet<string> Elsewhere = Words(
        "tool|tools|toolkit|toolkits|library|libraries|software|softwares|framework|frameworks|course|courses|tutorial|tutorials|lecture|lectures|book|books|blog|blogs|post|posts|blog posts|video|videos|talk|talks|podcast|podcasts|"
        + "workshop|workshops|seminar|seminars|website|websites|community|communities|link|links|useful links|related links|resource|resources|other resources|other useful resources|useful resources|useful resource|related resources|more resources|awesome lists|awesome list|"
        + "other awesome lists|related awesome lists|related awesome repositories|related repositories|related repos|related lists|other lists|other awesome list|related projects|related awesome list|related works list|paper lists|paper list|reading list|reading lists|repositories|repos|other papers|miscellaneous|misc|others|other|"
        + "platform|platforms|apps|news|latest news|recent news|news and updates|what s new|whats new|changelog|change log|release notes|great thoughts|great thoughts about llm|thoughts|opinion|opinions|learning resources|materials|material|slides|newsletter|newsletters|people|groups|labs|"
        + "工具|工具库|框架|课程|教程|书籍|博客|视频|讲座|资源|相关资源|其他资源|相关链接|友情链接|链接|平台|社区|相关仓库|相关项目|新闻|最新动态|更新日志|公众号");

    private static readonly ImmutableArray<string> ChineseEndings = ["平台", "课程", "工具", "工具箱", "教程", "博客", "社区", "资源", "仓库", "书籍", "框架"];

    private readonly List<OutlineHeading> _headings = [];
    private bool _firstAtTop;
    private bool _firstIsDate;
    private int _sameLevelAsFirst;
    private int _firstLevel;

    /// <summary>How many headings there were so far.</summary>
    public int Count { get; private set; }

    /// <summary>The level of the innermost heading; 0 above all.</summary>
    public int Level => _headings.Count == 0 ? 0 : _headings[^1].Level;

    /// <summary>The headings, outermost first; the same array as long as they stay the same.</summary>
    public ImmutableArray<OutlineHeading> Current { get; private set; } = [];

    /// <summary>Whether no works stand here: contents, how to contribute, citation of the list ...</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Whether tools, courses and other lists stand here.</summary>
    public bool IsElsewhere { get; private set; }

    /// <param name="level">1 to 6.</param>
    /// <param name="text">Plain text.</param>
    /// <param name="atTop">Whether no text and no entry stands above it.</param>
    public void Enter(int level, string text, bool atTop)
    {
        while (Level >= level)
            _headings.RemoveAt(_headings.Count - 1);
        Count++;
        if (Count == 1)
            (_firstLevel, _firstAtTop, _firstIsDate) = (level, atTop, Phrases.DateYear(text) is not null);
        if (level < _firstLevel)
            _firstAtTop = false;
        if (level == _firstLevel)
            _sameLevelAsFirst++;
        _headings.Add(new OutlineHeading(level, text, Count));
        Classify();
    }

    public void Leave()
    {
        _headings.RemoveAt(_headings.Count - 1);
        Classify();
    }

    /// <summary>Whether the first heading is the list's own title: of the first level, and none other has that, or only sections stand directly below it.</summary>
    public bool FirstIsTitle(bool hasEntriesOfItsOwn) => Count > 0 && _firstAtTop && !_firstIsDate && _firstLevel == 1 && (_sameLevelAsFirst == 1 || !hasEntriesOfItsOwn);

    /// <summary>Whether a heading is one that lists use for sections, so that it is no work's title.</summary>
    public static bool IsSectionName(string text)
    {
        var key = Key(text);
        return Closed.Contains(key) || Elsewhere.Contains(key) || Phrases.DateYear(text) is not null;
    }

    private void Classify()
    {
        Current = [.. _headings];
        // Sections often stand one level below the table of contents: only what is directly below such a heading is no work.
        IsClosed = _headings.Count > 0 && Closed.Contains(Key(_headings[^1].Text));
        IsElsewhere = false;
        for (var i = 0; i < _headings.Count; i++)
        {
            // The list's own title says what the list is about, not what stands below.
            if (_headings[i].Number == 1 && _headings.Count > 1)
                continue;
            var key = Key(_headings[i].Text);
            IsElsewhere |= Elsewhere.Contains(key) || EndsElsewhere(key);
        }
    }

    // "LLM Tutorials and Courses", "Useful tools", "LLM Books": the last word says what stands below.
    private static bool EndsElsewhere(string key)
    {
        foreach (var end in ChineseEndings)
        {
            if (key.EndsWith(end, StringComparison.Ordinal))
                return true;
        }
        if (key.Contains("thoughts about", StringComparison.Ordinal) || key.Contains("tutorials and", StringComparison.Ordinal))
            return true;
        var space = key.LastIndexOf(' ');
        return space > 0 && key[(space + 1)..] is "tools" or "thoughts" or "toolkits" or "toolboxes" or "libraries" or "courses" or "tutorials" or "books" or "blogs" or "posts" or "videos" or "lectures" or "talks" or "workshops" or "repositories"
            or "repos" or "resources" or "links" or "thoughts" or "lists" or "frameworks" or "framework" or "notebook" or "notebooks" or "software" or "websites" or "communities" or "applications" or "inference" or "deployment" or "serving";
    }

    private static string Key(string text)
    {
        Span<char> key = stackalloc char[Math.Min(text.Length, 80)];
        var length = 0;
        foreach (var c in text.AsSpan(0, key.Length))
        {
            if (char.IsLetter(c) || c is '&' or '-')
                key[length++] = char.ToLowerInvariant(c);
            else if (length > 0 && key[length - 1] != ' ' && c is ' ' or '/' or ',')
                key[length++] = ' ';
        }
        return key[..length].Trim(' ').Trim('-').Trim(' ').ToString();
    }

    private static HashSet<string> Words(string words) => words.Split('|').ToHashSet(StringComparer.Ordinal);
}
